import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { drizzle } from "../drizzle.ts";
import { ledger, type Stage, onStage as stage } from "./replay.fixture.ts";
import { inFolders, sound, withFiles } from "./sample.fixture.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

type Files = Readonly<Record<string, string>>;

const onStage = (files: Files, use: (stage: Stage) => Promise<void>): Promise<void> =>
  stage(server, files, "drizzle-orm-1", use);

const [first, second, third] = ["20260101000000_people", "20260102000000_names", "20260103000000_ages"] as const;
const people = "create table people (id int);--> statement-breakpoint\ninsert into people values (1);";
const three = inFolders({
  [first]: people,
  [second]: "alter table people add name text;",
  [third]: "alter table people add age int;",
});
const columns = "select attname::text from pg_attribute where attrelid = 'people'::regclass and attnum > 0";
const migrator = "drizzle-orm 1.0.0-rc.5 of the project";

test("replays a part, then the rest as one deploy, with the ledger as production has it", async () => {
  await onStage(three, async ({ history, database, run, ask }) => {
    expect(history).toMatchObject({ layout: "folders", findings: [] });
    expect(await run(1)).toEqual({ failure: null, notices: [], ran: [first], migrator });
    expect(await run(3)).toEqual({ failure: null, notices: [], ran: [second, third], migrator });
    expect(await run(3)).toEqual({ failure: null, notices: [], ran: [], migrator });
    const client = await connect(database, "owner");
    const { columns, rows } = await drizzle.readLedger(client, ledger).finally(() => client.end());
    expect(columns).toEqual(["id", "hash", "created_at", "name", "applied_at"]);
    expect(rows).toEqual(
      history.migrations.map(({ id, sha256, when }, place) => ({ id: String(place + 1), sha256, when, name: id })),
    );
    expect(rows[0]?.when).toBe(Date.UTC(2026, 0, 1));
    expect(await ask("select count(*)::int from people")).toEqual([1]);
  });
});

test("what was left out runs later, though later ones ran before it", async () => {
  await onStage(three, async ({ run, ask }) => {
    expect((await run([0, 2])).ran).toEqual([first, third]);
    expect((await run(3)).ran).toEqual([second]);
    expect(await ask(columns)).toEqual(["id", "age", "name"]);
  });
});

test("a failure names statement and migration, and the whole deploy is rolled back", async () => {
  const files = {
    ...three,
    [`${third}/migration.sql`]: "select 1;--> statement-breakpoint\nalter table people add id int",
  };
  await onStage(files, async ({ run, ask }) => {
    await run(1);
    const { failure, ran } = await run(3);
    expect(ran).toEqual([second]);
    expect(failure).toEqual({
      failure: expect.objectContaining({ sqlstate: "42701" }),
      sql: "\nalter table people add id int",
      migration: third,
    });
    expect(await ask("select name from drizzle.__drizzle_migrations")).toEqual([first]);
  });
});

test("the same statement in two migrations is told apart by the names in the ledger", async () => {
  const files = inFolders({ [first]: "create table t ()", [second]: "create table t ()", [third]: "select 1" });
  await onStage(files, async ({ run }) => {
    expect((await run(2)).failure?.migration).toBe(second);
  });
  await onStage(files, async ({ run }) => {
    await run([0, 2]);
    expect((await run(3)).failure?.migration).toBe(second);
  });
});

test("a failure at the commit is told as one", async () => {
  const sql =
    "create table a (id int primary key); create table b (a int references a deferrable initially deferred); insert into b values (7)";
  await onStage(inFolders({ [first]: sql }), async ({ run }) => {
    expect((await run(1)).failure).toMatchObject({ sql: "commit", migration: null, failure: { sqlstate: "23503" } });
  });
});

test("tells what the server only noticed, and of which migration", async () => {
  const files = inFolders({ [first]: "create table t ()", [second]: "create table if not exists t (a int)" });
  await onStage(files, async ({ run }) => {
    await run(1);
    const message = 'relation "t" already exists, skipping';
    expect((await run(2)).notices).toEqual([{ code: "42P07", message, migration: second }]);
  });
});

describe("a look after each migration", () => {
  const shown = async (client: pg.Client): Promise<unknown> => {
    const { rows } = await client.query("select count(*)::int as rows from drizzle.__drizzle_migrations");
    return [rows[0]?.rows, client.getTransactionStatus()];
  };

  test("is inside the transaction that holds them all", () =>
    onStage(three, async ({ run }) => {
      const seen: unknown[] = [];
      await run(3, async (migration, client) => void seen.push([migration, await shown(client)]));
      expect(seen).toEqual([
        [first, [1, "T"]],
        [second, [2, "T"]],
        [third, [3, "T"]],
      ]);
    }));

  test("is outside of one that a migration ended", () =>
    onStage({ ...three, [`${second}/migration.sql`]: "select 1;--> statement-breakpoint\ncommit" }, async ({ run }) => {
      const seen: unknown[] = [];
      await run(3, async (migration, client) => void seen.push([migration, await shown(client)]));
      expect(seen).toEqual([
        [first, [1, "T"]],
        [second, [2, "I"]],
        [third, [3, "I"]],
      ]);
    }));

  test("that throws is not taken for a failure of the migration", () =>
    onStage(three, async ({ run }) => {
      const own = new TypeError("mine");
      await expect(run(3, () => Promise.reject(own))).rejects.toBe(own);
    }));
});

test("a ledger of 0.x is upgraded first: its hole runs, and is known for what it is", async () => {
  await onStage(three, async ({ history, run, ask }) => {
    const hash = history.migrations[2]?.sha256;
    await ask("create schema drizzle");
    await ask(
      `create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
    );
    // One row, and the newest: by its time, nothing would be pending.
    await ask(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('${hash}', ${Date.UTC(2026, 0, 3)})`,
    );
    expect(await run(3)).toMatchObject({ failure: null, ran: [first, second] });
  });
});

test("a ledger that matches nothing is thrown as drizzle-orm says it", async () => {
  await onStage(three, async ({ run, ask }) => {
    await ask("create schema drizzle");
    await ask(
      `create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`,
    );
    await ask("insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 5)");
    await expect(run(3)).rejects.toThrow("do not match any local migration");
  });
});

test("a project on another driver is run by its own code all the same", async () => {
  const real = join(import.meta.dirname, "../../../node_modules/drizzle-orm-1");
  const borrowed = (name: string) => `module.exports = require(${JSON.stringify(join(real, `${name}.cjs`))});`;
  const files = {
    ...three,
    "node_modules/drizzle-orm/package.json": JSON.stringify({ name: "drizzle-orm", version: "1.0.0" }),
    "node_modules/drizzle-orm/node-postgres/index.js": "require('pg');",
    "node_modules/drizzle-orm/node-postgres/migrator.js": "",
    "node_modules/drizzle-orm/pg-core.js": borrowed("pg-core"),
    "node_modules/drizzle-orm/pg-core/async/session.js": borrowed("pg-core/async/session"),
    "node_modules/drizzle-orm/migrator.js": borrowed("migrator"),
  };
  await stage(server, files, null, async ({ run, ask }) => {
    const ran = { failure: null, notices: [], migrator: "drizzle-orm 1.0.0 of the project" };
    expect(await run([0, 2])).toEqual({ ...ran, ran: [first, third] });
    expect(await run(3)).toEqual({ ...ran, ran: [second] });
    expect(await ask("select name from drizzle.__drizzle_migrations order by id")).toEqual([first, third, second]);
  });
  await stage(server, { ...files, [`${second}/migration.sql`]: "select 1/0" }, null, async ({ run, ask }) => {
    expect((await run(3)).failure).toMatchObject({ migration: second, failure: { sqlstate: "22012" } });
    expect(await ask("select to_regclass('people')")).toEqual([null]);
  });
});

describe("the drizzle-orm of the other major", () => {
  const mismatch = { kind: "input", code: "input/drizzle-version-mismatch" };

  test("0.x does not run folders", () =>
    stage(server, three, "drizzle-orm", async ({ run }) => {
      await expect(run(3)).rejects.toMatchObject({
        ...mismatch,
        message: expect.stringMatching(/^drizzle-orm 0\..* of the project does not run a folder of 1\.0/),
        remedy: expect.stringContaining("Install the drizzle-orm 1.x"),
      });
    }));

  test("1.0 does not run a journal", () =>
    stage(server, sound({ "0000_a": "select 1" }), "drizzle-orm-1", async ({ run }) => {
      await expect(run(1)).rejects.toMatchObject({
        ...mismatch,
        message: "drizzle-orm 1.0.0-rc.5 of the project does not run a folder with meta/_journal.json.",
        remedy: expect.stringContaining("drizzle-kit up"),
      });
    }));

  test("nor one with folders beside it", () =>
    stage(server, { ...three, ...sound({ "0000_a": "select 1" }) }, "drizzle-orm-1", async ({ run }) => {
      await expect(run(1)).rejects.toMatchObject(mismatch);
    }));

  test("ours does not run folders, either", () =>
    stage(server, three, null, async ({ run }) => {
      await expect(run(3)).rejects.toMatchObject({ kind: "environment", code: "environment/no-drizzle-orm" });
    }));
});

test("a folder that Drizzle cannot record or read is refused before anything runs", async () => {
  const odd: readonly (readonly [Files, string])[] = [
    [{ ...three, "people/migration.sql": "select 1" }, "input/folder-name"],
    [{ ...three, [`${second}/migration.sql`]: "select\0" }, "input/migration-unreadable"],
  ];
  for (const [files, code] of odd) {
    await withFiles(files, async (folder) => {
      await expect(drizzle.read(folder, folder)).rejects.toMatchObject({ kind: "input", code });
    });
  }
});
