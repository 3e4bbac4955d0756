import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Database, Server } from "../../model/database.ts";
import { kit, type Major, packagesOf } from "../../tools/drizzle/kit.fixture.ts";
import { install } from "../../tools/drizzle/replay.fixture.ts";
import { inFolders, sound, withFiles } from "../../tools/drizzle/sample.fixture.ts";
import { check } from "../check.ts";
import { groundOf } from "../plan.ts";
import { printGuard, printRemoval, writeGuardMigration } from "./print.ts";

let server: Server;

beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server?.stop());

const tables = {
  "0000_people": "create table people (id int primary key, name text)",
  "0001_towns": "create table towns (id int)",
};
const numbered = { "001_people.sql": tables["0000_people"], "002_towns.sql": tables["0001_towns"] };
const byTime = Object.fromEntries(Object.values(tables).map((sql, place) => [`2026010100000${place}_made`, sql]));

const layouts = [
  ["drizzle 0.x", sound(tables), "drizzle-orm", ["0002_guard.sql", "meta/0002_snapshot.json", "meta/_journal.json"]],
  [
    "drizzle 1.0",
    inFolders(byTime),
    "drizzle-orm-1",
    [/^\d{14}_guard\/migration\.sql$/, /^\d{14}_guard\/snapshot\.json$/],
  ],
  ["numbered SQL", numbered, null, ["003_guard.sql"]],
] as const;

/** A project whose history has the guard as its last migration. */
async function withGuardWritten(
  [, files, orm, expected]: (typeof layouts)[number],
  use: (root: string, database: Database) => Promise<void>,
): Promise<void> {
  const owner = await server.createOwner();
  const database = await server.create(owner);
  const placed = Object.fromEntries(Object.entries(files).map(([name, text]) => [`db/${name}`, text]));
  await withFiles(placed, async (root) => {
    if (orm !== null) await install(root, orm);
    const written = await writeGuardMigration({ folder: "db", cwd: root }, "guard");
    const names = expected.map((name) =>
      expect.stringMatching(name instanceof RegExp ? name.source.replace("^", "^db/") : `^db/${name}$`),
    );
    expect(written).toEqual(names);
    await use(root, database);
  });
  await server.drop(database);
  await server.dropOwner(owner);
}

/** Runs the whole history by its own migrator; how many rows the ledger has afterwards. */
async function migrate(root: string, database: Database, as: "owner" | "superuser"): Promise<number> {
  const { tool, history, ledger } = await groundOf(join(root, "db"), root);
  const { failure } = await tool.replay(history, history.migrations, { ledger, connect: () => connect(database, as) });
  expect(failure).toBeNull();
  return withClient(database, "owner", async (client) => (await tool.readLedger(client, ledger)).rows.length).catch(
    () => withClient(database, "superuser", async (client) => (await tool.readLedger(client, ledger)).rows.length),
  );
}

const refusal = (database: Database, sql: string) =>
  withClient(database, "superuser", (client) => client.query(sql)).then(
    () => "passes",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

describe.for(layouts)("the guard as a migration of %s", (layout) => {
  test("is sound, and stands where a superuser migrates", () =>
    withGuardWritten(layout, async (root, database) => {
      const { verdict, findings } = await check({ folder: "db", cwd: root });
      expect([verdict, findings.filter(({ severity }) => severity !== "note")]).toEqual(["sound", []]);
      expect(await migrate(root, database, "superuser")).toBe(3);
      expect(await refusal(database, "drop table people")).toBe("HF001");
    }));

  test("passes with a warning where an owner migrates, and makes nothing where the database says so", () =>
    withGuardWritten(layout, async (root, database) => {
      expect(await migrate(root, database, "owner")).toBe(3);
      expect(await refusal(database, "drop table people")).toBe("passes");
      const other = await server.create(await server.createOwner());
      await withClient(other, "superuser", (client) =>
        client.query(`alter database ${other.name} set holdfast.guard = 'off'`),
      );
      expect(await migrate(root, other, "superuser")).toBe(3);
      expect(await refusal(other, "select from holdfast_guard.permit")).toBe("42P01");
      await server.drop(other);
    }));
});

test.for<Major>([0, 1])("drizzle-kit %i compares with the schema, and not with the guard", async (major) => {
  const packages = await packagesOf(major);
  const schema = (more: string) =>
    `import { integer, pgTable } from "drizzle-orm/pg-core";\nexport const people = pgTable("people", { id: integer("id")${more} });\n`;
  const config = `export default { dialect: "postgresql", schema: "./schema.ts", out: "./drizzle" };\n`;
  await withFiles({ "schema.ts": schema(""), "drizzle.config.ts": config }, async (root) => {
    await symlink(packages.folder, join(root, "node_modules"));
    await kit(root, ["generate", "--name", "first"]);
    await writeGuardMigration({ folder: "drizzle", cwd: root }, "guard");
    await writeFile(join(root, "schema.ts"), schema(', age: integer("age")'));
    await kit(root, ["generate", "--name", "third"]);
    const { history } = await groundOf(join(root, "drizzle"), root);
    expect(history.migrations.map(({ id }) => id.replace(/^\d+_/, ""))).toEqual(["first", "guard", "third"]);
    expect(history.migrations[2]?.sql).toBe('ALTER TABLE "people" ADD COLUMN "age" integer;');
    const { verdict, findings } = await check({ folder: "drizzle", cwd: root });
    expect([verdict, findings.filter(({ severity }) => severity !== "note")]).toEqual(["sound", []]);
  });
  await packages.remove();
});

test("a damaged folder is not written to", async () => {
  const { "meta/0001_snapshot.json": _, ...damaged } = sound(tables);
  await withFiles(damaged, async (root) => {
    await expect(writeGuardMigration({ folder: ".", cwd: root }, "guard")).rejects.toMatchObject({
      code: "input/history-damaged",
    });
    expect((await check({ folder: ".", cwd: root })).history.migrations).toBe(2);
  });
});

test("without event triggers it claims no more than it does", async () => {
  await withFiles(sound(tables), async (root) => {
    const sql = await printGuard({ folder: ".", cwd: root, eventTriggers: false });
    const head = sql.slice(0, sql.indexOf("\nDO "));
    expect(head).toContain("--   DROP passes, of tables, of columns and of the ledger");
    expect(head).not.toContain("Dropping a table is refused");
  });
});

test("its SQL can be run again, and what removes it leaves nothing", async () => {
  const database = await server.create(await server.createOwner());
  await withFiles(sound(tables), async (root) => {
    const sql = await printGuard({ folder: ".", cwd: root });
    expect(sql).toMatch(/^-- The guard of holdfast/);
    expect(sql).toContain("--   DELETE, UPDATE and MERGE of rows pass.");
    await withClient(database, "superuser", async (client) => {
      const all = async () =>
        (
          await client.query(
            "select (select json_agg(oid order by oid) from pg_proc where oid > 16000) as p, (select json_agg(evtname::text || evtenabled::text order by 1) from pg_event_trigger) as e, (select json_agg(nspname order by 1) from pg_namespace) as n",
          )
        ).rows;
      const before = await all();
      await client.query(sql);
      const first = await all();
      expect(first).not.toEqual(before);
      await client.query(sql);
      expect(await all()).toEqual(first);
      await client.query(printRemoval());
      expect(await all()).toEqual(before);
    });
  });
  await server.drop(database);
});
