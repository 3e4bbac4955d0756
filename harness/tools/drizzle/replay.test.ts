import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connect } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { drizzle } from "../drizzle.ts";
import { ledger, type Stage, onStage as stage } from "./replay.fixture.ts";
import { sound, withFiles } from "./sample.fixture.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const onStage = (files: Readonly<Record<string, string>>, use: (stage: Stage) => Promise<void>): Promise<void> =>
  stage(server, files, null, use);

const three = sound({
  "0000_people": "create table people (id int);--> statement-breakpoint\ninsert into people values (1);",
  "0001_names": "alter table people add name text;",
  "0002_ages": "alter table people add age int;",
});

test("replays a part, then the rest as one deploy, with the ledger as production has it", async () => {
  await onStage(three, async ({ history, database, run, ask }) => {
    const migrator = expect.stringMatching(/^drizzle-orm 0\.\d+\.\d+ of (the project|holdfast)$/);
    expect(await run(1)).toEqual({ failure: null, notices: [], ran: ["0000_people"], migrator });
    expect(await run(3)).toEqual({ failure: null, notices: [], ran: ["0001_names", "0002_ages"], migrator });
    expect(await run(3)).toEqual({ failure: null, notices: [], ran: [], migrator });
    const client = await connect(database, "owner");
    const read = await drizzle.readLedger(client, ledger).finally(() => client.end());
    expect(read).toEqual({
      location: ledger,
      columns: ["id", "hash", "created_at"],
      rows: history.migrations.map(({ sha256, when }, index) => ({ id: String(index + 1), sha256, when, name: null })),
    });
    expect(await ask("select count(*)::int from people")).toEqual([1]);
  });
});

test("a failure names statement and migration, and the whole deploy is rolled back", async () => {
  const files = { ...three, "0002_ages.sql": "select 1;--> statement-breakpoint\nalter table people add name int" };
  await onStage(files, async ({ run, ask }) => {
    await run(1);
    const { failure, ran } = await run(3);
    expect(ran).toEqual(["0001_names"]);
    expect(failure).toEqual({
      failure: expect.objectContaining({
        sqlstate: "42701",
        message: 'column "name" of relation "people" already exists',
      }),
      sql: "\nalter table people add name int",
      migration: "0002_ages",
    });
    expect(await ask("select count(*)::int from drizzle.__drizzle_migrations")).toEqual([1]);
  });
});

test("the same statement in two migrations is told apart by what ran before", async () => {
  await onStage(sound({ "0000_a": "create table t ()", "0001_b": "create table t ()" }), async ({ run }) => {
    expect((await run(2)).failure?.migration).toBe("0001_b");
  });
  await onStage(sound({ "0000_a": "create table t ()", "0001_b": "create table t ()" }), async ({ run }) => {
    await run(1);
    expect((await run(2)).failure?.migration).toBe("0001_b");
  });
});

/** What a hook sees: the columns of `people`, the rows of the ledger, and the transaction that is open. */
async function seenBy(client: pg.Client): Promise<unknown> {
  const { rows } = await client.query({
    text: `select (select string_agg(attname, ' ' order by attnum) from pg_attribute where attrelid = 'people'::regclass and attnum > 0),
      (select count(*)::int from drizzle.__drizzle_migrations)`,
    rowMode: "array",
  });
  return [...(rows[0] ?? []), client.getTransactionStatus()];
}

test("shows the database after each migration, inside the transaction that holds them all", async () => {
  await onStage(three, async ({ run, ask }) => {
    const seen: unknown[] = [];
    const { failure, ran } = await run(3, async (migration, client) => {
      seen.push([migration, await seenBy(client)]);
      expect(await ask("select count(*)::int from drizzle.__drizzle_migrations")).toEqual([0]);
    });
    expect(failure).toBeNull();
    expect(seen).toEqual([
      ["0000_people", ["id", 1, "T"]],
      ["0001_names", ["id name", 2, "T"]],
      ["0002_ages", ["id name age", 3, "T"]],
    ]);
    expect(ran).toEqual(["0000_people", "0001_names", "0002_ages"]);
  });
});

test("shows it outside of a transaction, where a migration ended the migrator's", async () => {
  const files = { ...three, "0001_names.sql": "alter table people add name text;--> statement-breakpoint\nCOMMIT" };
  await onStage(files, async ({ run }) => {
    const seen: unknown[] = [];
    const { failure } = await run(3, async (_, client) => void seen.push(await seenBy(client)));
    expect(failure).toBeNull();
    expect(seen).toEqual([
      ["id", 1, "T"],
      ["id name", 2, "I"],
      ["id name age", 3, "I"],
    ]);
  });
});

test("what a look after a migration throws is not taken for a failure of the migration", async () => {
  await onStage(three, async ({ run, ask }) => {
    const refused = run(3, (_, client) => client.query("select 1/0").then(() => undefined));
    await expect(refused).rejects.toMatchObject({ name: "error", message: "division by zero", code: "22012" });
    const own = new TypeError("mine");
    await expect(run(3, () => Promise.reject(own))).rejects.toBe(own);
    expect(await ask("select count(*)::int from drizzle.__drizzle_migrations")).toEqual([0]);
  });
});

test("runs in the history's order, whatever order it is given", async () => {
  await onStage(
    sound({ "0000_a": "create table t ()", "0001_b": "create table t ()" }),
    async ({ history, database }) => {
      const target = { ledger, connect: () => connect(database, "owner") };
      const { failure } = await drizzle.replay(history, history.migrations.toReversed(), target);
      expect(failure?.migration).toBe("0001_b");
    },
  );
});

test("a failure at the commit is told as one", async () => {
  const sql =
    "create table a (id int primary key); create table b (a int references a deferrable initially deferred); insert into b values (7)";
  await onStage(sound({ "0000_a": sql }), async ({ run }) => {
    expect((await run(1)).failure).toMatchObject({ sql: "commit", migration: null, failure: { sqlstate: "23503" } });
  });
});

test("a migration whose `when` is not above the ledger's is skipped in silence, as in production", async () => {
  const entries = [5000, 6000, 5500].map((when, idx) => ({
    tag: ["0000_people", "0001_names", "0002_ages"][idx],
    when,
  }));
  await onStage({ ...three, "meta/_journal.json": JSON.stringify({ entries }) }, async ({ run, ask }) => {
    await run(2);
    expect(await run(3)).toMatchObject({ failure: null, ran: [] });
    expect(
      await ask("select attname::text from pg_attribute where attrelid = 'people'::regclass and attnum > 0"),
    ).toEqual(["id", "name"]);
  });
});

test("tells what the server only noticed", async () => {
  const long = "x".repeat(70);
  const files = sound({
    "0000_a": "create table t ()",
    "0001_b": `create table if not exists t (a int);--> statement-breakpoint\ncreate table ${long} ()`,
  });
  await onStage(files, async ({ run }) => {
    await run(1);
    expect((await run(2)).notices).toEqual([
      { code: "42P07", message: 'relation "t" already exists, skipping', migration: "0001_b" },
      {
        code: "42622",
        message: `identifier "${long}" will be truncated to "${long.slice(0, 63)}"`,
        migration: "0001_b",
      },
    ]);
  });
});

test("a connection that breaks is thrown, and no copy of the folder stays", async () => {
  await withFiles({}, async (own) => {
    // A folder for temporary files that no other test writes to.
    vi.stubEnv("TMPDIR", own);
    try {
      await onStage(sound({ "0000_a": "select pg_terminate_backend(pg_backend_pid())" }), async ({ run }) => {
        await expect(run(1)).rejects.toThrow();
        expect((await readdir(own)).filter((name) => name.startsWith("holdfast-stage-"))).toEqual([]);
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

test("the drizzle-orm of the project is the one that runs", async () => {
  const fake = {
    "node_modules/drizzle-orm/package.json": JSON.stringify({ name: "drizzle-orm", version: "0.99.1" }),
    "node_modules/drizzle-orm/node-postgres/index.js": "exports.drizzle = (client) => ({ client });",
    "node_modules/drizzle-orm/node-postgres/migrator.js":
      "exports.migrate = ({ client }, config) => client.query('create table by_project as select $1::text as s', [config.migrationsSchema]);",
  };
  await onStage({ ...three, ...fake }, async ({ run, ask }) => {
    expect((await run(3)).migrator).toBe("drizzle-orm 0.99.1 of the project");
    expect(await ask("select s from by_project")).toEqual(["drizzle"]);
  });
});

test("a project on another driver is run by its own dialect all the same", async () => {
  const real = join(import.meta.dirname, "../../../node_modules/drizzle-orm");
  const fake = {
    "node_modules/drizzle-orm/package.json": JSON.stringify({ name: "drizzle-orm", version: "0.45.9" }),
    "node_modules/drizzle-orm/node-postgres/index.js": "require('pg');",
    "node_modules/drizzle-orm/node-postgres/migrator.js": "",
    "node_modules/drizzle-orm/pg-core.js": `module.exports = require(${JSON.stringify(join(real, "pg-core/index.cjs"))});`,
    "node_modules/drizzle-orm/migrator.js": `module.exports = require(${JSON.stringify(join(real, "migrator.cjs"))});`,
  };
  await onStage({ ...three, ...fake }, async ({ run, ask }) => {
    expect(await run(3)).toEqual({
      failure: null,
      notices: [],
      ran: ["0000_people", "0001_names", "0002_ages"],
      migrator: "drizzle-orm 0.45.9 of the project",
    });
    expect(await ask("select count(*)::int from drizzle.__drizzle_migrations")).toEqual([3]);
    expect((await run(3)).failure).toBeNull();
  });
  await onStage({ ...three, ...fake, "0001_names.sql": "select 1/0" }, async ({ run, ask }) => {
    expect((await run(3)).failure).toMatchObject({ migration: "0001_names", failure: { sqlstate: "22012" } });
    expect(await ask("select to_regclass('people')")).toEqual([null]);
  });
});

test("a project on drizzle-orm 1.0 refuses a journal", async () => {
  const fake = {
    "node_modules/drizzle-orm/package.json": JSON.stringify({ name: "drizzle-orm", version: "1.0.0-rc.5" }),
    "node_modules/drizzle-orm/node-postgres/migrator.js": "",
  };
  await onStage({ ...three, ...fake }, async ({ run }) => {
    await expect(run(3)).rejects.toMatchObject({ kind: "input", code: "input/drizzle-version-mismatch" });
  });
});

test("a drizzle-orm that does not load is said", async () => {
  const fake = {
    "node_modules/drizzle-orm/package.json": JSON.stringify({ name: "drizzle-orm", version: "0.45.9" }),
    "node_modules/drizzle-orm/node-postgres/migrator.js": "",
  };
  await onStage({ ...three, ...fake }, async ({ run }) => {
    await expect(run(3)).rejects.toMatchObject({ kind: "environment", code: "environment/drizzle-orm-broken" });
  });
});

test("a ledger that is missing is empty; a table that is not one is refused", async () => {
  await onStage(three, async ({ database, ask }) => {
    const client = await connect(database, "owner");
    expect(await drizzle.readLedger(client, ledger)).toEqual({ location: ledger, columns: null, rows: [] });
    await ask('create table "odd one" (a int)');
    const odd = drizzle.readLedger(client, { schema: "public", table: "odd one" });
    await expect(odd).rejects.toMatchObject({ kind: "input", code: "input/ledger-unreadable" });
    await client.end();
  });
});
