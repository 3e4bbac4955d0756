import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { sound, withFiles } from "../drizzle/sample.fixture.ts";
import { findTool } from "../index.ts";
import type { TakenBack } from "../tool.ts";
import { type Runner, withRunner } from "./index.ts";
import { byUmzug, linkPackages, umzugScript } from "./umzug.fixture.ts";

let server: Server;
let owner: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

type Files = Readonly<Record<string, string>>;

interface Stage {
  /** Runs the way back for what stands between the first so many and the last that ran. */
  takeBack(keep: number): Promise<TakenBack | null>;
  recorded(): Promise<readonly unknown[]>;
  ask(sql: string): Promise<readonly unknown[]>;
}

/** A project of these files, and a database on which its command ran the first so many. */
async function inProject(
  files: Files,
  commands: Pick<Runner, "command" | "down">,
  use: (stage: Stage) => Promise<void>,
  ran = Number.POSITIVE_INFINITY,
): Promise<void> {
  await withFiles({ ...files, ...scripts, "umzug.mjs": umzugScript }, async (root) => {
    await linkPackages(root, "pg", "umzug", "drizzle-orm");
    const tool = withRunner(
      await findTool(`${root}/db`),
      { ...commands, variable: "DATABASE_URL", folder: root },
      30_000,
    );
    const whole = await tool.read(`${root}/db`, root);
    const history = { ...whole, migrations: whole.migrations.slice(0, ran) };
    const database = await server.create(owner);
    const { location: ledger } = await tool.ledger(whole);
    const target = { ledger, connect: (): Promise<pg.Client> => connect(database, "owner") };
    expect(await tool.replay(whole, history.migrations, target)).toMatchObject({ failure: null });
    const ask = (sql: string): Promise<readonly unknown[]> =>
      withClient(database, "owner", async (client) =>
        (await client.query({ text: sql, rowMode: "array" })).rows.flat(),
      );
    await use({
      takeBack: async (keep) => (await tool.takeBack?.(history, history.migrations.slice(keep), target)) ?? null,
      recorded: () => ask("select version from schema_migrations order by 1"),
      ask,
    });
  });
}

const three: Files = {
  "db/001_a.up.sql": "create table a (n int);\ninsert into a values (1), (2)",
  "db/001_a.down.sql": "drop table a",
  "db/002_b.up.sql": "alter table a add b text default 'kept'",
  "db/002_b.down.sql": "alter table a drop b",
  "db/003_c.up.sql": "create table c (n int)",
  "db/003_c.down.sql": "drop table c",
};

/** Sends this, and swallows what is refused. */
const sends = (sql: string, then = "") => `import pg from "pg";
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query(${JSON.stringify(sql)}).catch(() => {});
await client.end();
${then}`;
const scripts: Files = {
  "probe.mjs": sends("select from a_lock_of_our_own"),
  "forget.mjs": sends("delete from schema_migrations where version like '003%'"),
  "migrate.mjs": `import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
const db = drizzle(process.env.DATABASE_URL);
await migrate(db, { migrationsFolder: "db" });
await db.$client.end();`,
  "back.mjs": sends(
    "drop table b; delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)",
    "console.log('b is gone')",
  ),
  "idle.mjs": sends(
    "select 1",
    "import { existsSync, writeFileSync } from 'node:fs'; console.log(existsSync('ran') ? 'twice' : 'once'); writeFileSync('ran', '');",
  ),
};

describe("umzug 3.8.3", () => {
  test("takes back one migration a run, as many as are asked for", () =>
    inProject(three, byUmzug, async ({ takeBack, recorded, ask }) => {
      const said = expect.stringContaining("reverted");
      expect(await takeBack(1)).toEqual({ failure: null, failed: false, said, migrator: "node umzug.mjs down" });
      expect(await recorded()).toEqual(["001_a.up.sql"]);
      expect(await ask("select to_jsonb(a) from a")).toEqual([{ n: 1 }, { n: 2 }]);
    }));

  test("pretends: a migration without a way down is called reverted, and only its row is gone", () =>
    inProject(
      { ...three, "db/004_d.up.sql": "create table d (n int)" },
      byUmzug,
      async ({ takeBack, recorded, ask }) => {
        expect(await takeBack(3)).toMatchObject({
          failure: null,
          failed: false,
          said: expect.stringContaining("reverted"),
        });
        expect(await recorded()).toEqual(["001_a.up.sql", "002_b.up.sql", "003_c.up.sql"]);
        expect(await ask("select to_regclass('d')::text")).toEqual(["d"]);
      },
    ));

  test("goes half: what ran before the statement that is refused stays, and so does the row", () =>
    inProject(
      { ...three, "db/002_b.down.sql": "alter table a drop b;\ndrop table nothing" },
      byUmzug,
      async ({ takeBack, recorded, ask }) => {
        expect(await takeBack(1)).toMatchObject({
          failure: { migration: "002_b", sql: "drop table nothing", failure: { sqlstate: "42P01" } },
          failed: true,
          said: expect.stringContaining('table "nothing" does not exist'),
        });
        expect(await recorded()).toEqual(["001_a.up.sql", "002_b.up.sql"]);
        expect(await ask("select to_jsonb(a) from a")).toEqual([{ n: 1 }, { n: 2 }]);
      },
    ));

  test("is shown no migration that comes later", () =>
    inProject(
      three,
      { ...byUmzug, down: "test ! -e db/003_c.up.sql && node umzug.mjs down" },
      async ({ takeBack, recorded }) => {
        expect(await takeBack(1)).toMatchObject({ failed: false });
        expect(await recorded()).toEqual(["001_a.up.sql"]);
      },
      2,
    ));
});

describe("a command", () => {
  const down = (text: string): Pick<Runner, "command" | "down"> => ({ ...byUmzug, down: text });

  test("that takes back a whole deploy at a time is not run again", () =>
    inProject(three, down("node umzug.mjs down && node umzug.mjs down"), async ({ takeBack, recorded }) => {
      expect(await takeBack(1)).toMatchObject({ failed: false });
      expect(await recorded()).toEqual(["001_a.up.sql"]);
    }));

  test("that swallows what the server refused has not taken back what its ledger still has", () =>
    inProject(
      { ...three, "db/003_c.down.sql": "drop table nothing" },
      down("node umzug.mjs down || true"),
      async ({ takeBack, recorded }) => {
        expect(await takeBack(1)).toMatchObject({ failure: { failure: { sqlstate: "42P01" } }, failed: true });
        expect(await recorded()).toHaveLength(3);
      },
    ));

  test("that has taken all back has not failed, whatever it ended with, and whatever else it asked", () =>
    inProject(three, down("node probe.mjs; node umzug.mjs down; exit 3"), async ({ takeBack, recorded }) => {
      expect(await takeBack(2)).toMatchObject({ failure: null, failed: false });
      expect(await recorded()).toHaveLength(2);
    }));

  test("that takes the row out of the ledger over what the server refused is told with it", () =>
    inProject(
      { ...three, "db/003_c.down.sql": "drop table nothing" },
      down("node umzug.mjs down || node forget.mjs"),
      async ({ takeBack }) => {
        const failure = { migration: "003_c", sql: "drop table nothing" };
        expect(await takeBack(2)).toMatchObject({ failure, failed: false });
      },
    ));

  test("that does nothing is run once, and one that gives up by itself has failed without a refusal", async () => {
    await inProject(three, down("node idle.mjs"), async ({ takeBack }) => {
      expect(await takeBack(1)).toMatchObject({ failure: null, failed: false, said: "once" });
    });
    await inProject(three, down("node idle.mjs; echo Error: no way down; exit 1"), async ({ takeBack }) => {
      expect(await takeBack(1)).toMatchObject({ failure: null, failed: true, said: "Error: no way down" });
    });
  });

  test.for(["true", "npm run no-such-script", "exit 3"])("that never came to the database is refused: %s", (text) =>
    inProject(three, down(text), async ({ takeBack, recorded }) => {
      await expect(takeBack(1)).rejects.toMatchObject({ kind: "input", code: "input/runner-stays-away" });
      expect(await recorded()).toHaveLength(3);
    }),
  );

  test("takes back what Drizzle migrated, which has no way of its own", () => {
    const migrations = Object.entries(
      sound({ "0000_a": "create table a (n int)", "0001_b": "create table b (n int)" }),
    );
    const files = Object.fromEntries(migrations.map(([name, text]) => [`db/${name}`, text]));
    const commands = { command: "node migrate.mjs", down: "node back.mjs" };
    return inProject(files, commands, async ({ takeBack, ask }) => {
      expect(await takeBack(1)).toEqual({ failure: null, failed: false, said: "b is gone", migrator: "node back.mjs" });
      expect(await ask("select created_at from drizzle.__drizzle_migrations")).toEqual(["1000"]);
      expect(await ask("select to_regclass('a')::text, to_regclass('b')::text")).toEqual(["a", null]);
    });
  });

  test("that migrates, without one that goes back, has no way back", () =>
    inProject(three, { command: byUmzug.command }, async ({ takeBack, recorded }) => {
      expect(await takeBack(1)).toBeNull();
      expect(await recorded()).toHaveLength(3);
    }));
});
