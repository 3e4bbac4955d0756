import { readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import type { History } from "../model/history.ts";
import type { LedgerLocation, LedgerRead } from "../model/ledger.ts";
import { hasAlembic, project } from "./alembic/alembic.fixture.ts";
import { inFolders, sound, withFiles } from "./drizzle/sample.fixture.ts";
import { findTool, type MigrationTool, type Replayed, tools } from "./index.ts";

let server: Server;
let owner: string;
beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

const history = sound({ "0000_a": "select 1" });

async function found(files: Readonly<Record<string, string>>, folder = "."): Promise<string> {
  return withFiles(files, async (root) => {
    try {
      return (await findTool(join(root, folder))).name;
    } catch (error) {
      return error instanceof HarnessError
        ? `${error.kind} ${error.code} ${error.remedy}`.replaceAll(root, "")
        : String(error);
    }
  });
}

test("every tool's file is in the list", async () => {
  const files = (await readdir(import.meta.dirname)).filter(
    (name) => name.endsWith(".ts") && !name.endsWith(".test.ts"),
  );
  expect(tools.map(({ name }) => `${name}.ts`).toSorted()).toEqual(
    files.filter((name) => name !== "index.ts" && name !== "tool.ts").sort(),
  );
});

test("recognises a Drizzle folder, also without its journal", async () => {
  expect(await found(history)).toBe("drizzle");
  expect(await found({ "0000_a.sql": "select 1" })).toBe("drizzle");
});

test("recognises the folders of Drizzle 1.0, and those of before the journal, which are not read", async () => {
  expect(await found({ "20260101120000_a/migration.sql": "select 1" })).toBe("drizzle");
  await withFiles({ "20230101120000/migration.sql": "" }, async (root) => {
    const refused = { kind: "input", code: "input/drizzle-ancient-folder" };
    await expect((await findTool(root)).read(root, root)).rejects.toMatchObject(refused);
  });
});

test.for<readonly [what: string, files: Readonly<Record<string, string>>, folder: string, expected: string]>([
  ["an empty folder", { "x/readme": "" }, "x", "input input/no-migrations Give the folder that"],
  ["no folder", { x: "" }, "y", "input input/no-folder"],
  ["a file", { x: "" }, "x", "input input/not-a-folder"],
  [
    "the project",
    Object.fromEntries(Object.entries(history).map(([name, text]) => [`drizzle/${name}`, text])),
    ".",
    "Give the folder of the migrations itself: /drizzle.",
  ],
])("refuses %s", async ([, files, folder, expected]) => {
  expect(await found(files, folder)).toContain(expected);
});

test("recognises numbered files, also with their ways down, but not those of Drizzle, or one alone", async () => {
  const two = { "001_a.sql": "select 1", "002-b.sql": "select 2", "readme.md": "" };
  expect(await found(two)).toBe("plain-sql");
  expect(await found({ "0001_a.sql": "", "0002_b.sql": "" })).toBe("drizzle");
  expect(await found({ ...two, "meta/x": "" })).toBe("drizzle");
  expect(await found({ ...two, "001_a.down.sql": "" })).toBe("plain-sql");
  expect(await found({ "000001_a.up.sql": "", "000001_a.down.sql": "", "000002_b.up.sql": "" })).toBe("plain-sql");
  expect(await found({ "0001_a.sql": "", "0001_a.down.sql": "", "0002_b.sql": "" })).toBe("plain-sql");
  for (const files of [
    { "001_a.sql": "" },
    { "001_a.sql": "", "001_a.down.sql": "" },
    { "001_a.sql": "", "02_b.sql": "" },
  ])
    expect(await found(files)).toContain("input/no-migrations");
});

test("recognises Alembic's folder, that of its revisions, and one without any yet", async () => {
  const files = { "env.py": "", "versions/a.py": "" };
  expect(await found(files)).toBe("alembic");
  expect(await found(files, "versions")).toBe("alembic");
  expect(await found({ "env.py": "", "script.py.mako": "" })).toBe("alembic");
  expect(await found({ "env.py": "", "main.py": "" })).toContain("input/no-migrations");
  expect(await found({ "alembic/env.py": "", "alembic/versions/a.py": "" })).toContain("/alembic.");
});

const people = "create table people (id int); insert into people values (1);";
const names = "alter table people add name text;";
const ages = "alter table people add age int;";

/** For each layout: a history of three, the third of which is given. */
const samples: Readonly<Record<string, (third: string) => Readonly<Record<string, string>>>> = {
  journal: (third) => sound({ "0000_a": people, "0001_b": names, "0002_c": third }),
  folders: (third) => inFolders({ "20260101000000_a": people, "20260102000000_b": names, "20260103000000_c": third }),
  numbered: (third) => ({ "001_a.sql": people, "002_b.sql": names, "003_c.sql": third }),
  ...(hasAlembic ? { revisions: (third: string) => asRevisions([people, names, third]) } : {}),
};

/** Beside the folder stands what says where it is. */
function asRevisions(texts: readonly string[]): Readonly<Record<string, string>> {
  const ids = ["a1", "b2", "c3"];
  const written = texts.map((sql, place) => {
    return [ids[place] ?? "", { follows: ids[place - 1] ?? null, up: `op.execute("${sql}")` }] as const;
  });
  const files = Object.entries(project(Object.fromEntries(written)));
  return Object.fromEntries(files.map(([name, text]) => [name.startsWith("db/") ? name.slice(3) : `../${name}`, text]));
}

describe.for(Object.entries(samples))("a history of layout %s", ([layout, files]) => {
  interface Stage {
    readonly tool: MigrationTool;
    readonly history: History;
    readonly ledger: LedgerLocation;
    readonly database: Database;
    /** Replays the first so many migrations, and gives the ids of those after which it called back. */
    run(count: number): Promise<Replayed & { readonly called: readonly string[] }>;
    read(): Promise<LedgerRead>;
  }

  async function onStage(third: string, use: (stage: Stage) => Promise<void>): Promise<void> {
    const orm = { "node_modules/.keep": "" };
    const inside = Object.entries(files(third)).map(([name, text]) => [`db/${name}`, text]);
    await withFiles({ ...orm, ...Object.fromEntries(inside) }, async (root) => {
      const installed = join(import.meta.dirname, "../../node_modules");
      const name = layout === "folders" ? "drizzle-orm-1" : "drizzle-orm";
      await symlink(join(installed, name), join(root, "node_modules/drizzle-orm"));
      const folder = join(root, "db");
      const tool = await findTool(folder);
      const history = await tool.read(folder, root);
      const { location: ledger } = await tool.ledger(history);
      const database = await server.create(owner);
      const open = (): Promise<pg.Client> => connect(database, "owner");
      await use({
        tool,
        history,
        ledger,
        database,
        async run(count) {
          const called: string[] = [];
          const after = async (id: string, client: pg.Client): Promise<void> => {
            // What the migrator has not committed yet is seen on its own session only.
            const { rows } = await tool.readLedger(client, ledger);
            called.push(`${id} ${rows.length}`);
          };
          const migrations = history.migrations.slice(0, count);
          return { ...(await tool.replay(history, migrations, { ledger, connect: open, after })), called };
        },
        read: () => withClient(database, "owner", (client) => tool.readLedger(client, ledger)),
      });
    });
  }

  test("replays a part, then the rest, and reads back what it recorded", async () => {
    await onStage(ages, async ({ tool, history, ledger, run, read }) => {
      expect(history).toMatchObject({ layout, label: "db", findings: [] });
      expect(await read()).toEqual({ location: ledger, columns: null, rows: [] });
      const [a = "", b = "", c = ""] = history.migrations.map(({ id }) => id);
      const done = { failure: null, notices: [] };
      const rows = (recorded: number): number => (tool.guarded.habit === "moves" ? 1 : recorded);
      expect(tool.predict(history, await read())).toMatchObject({ runs: [a, b, c], skipped: [], rerun: [] });
      expect(await run(1)).toMatchObject({ ...done, ran: [a], called: [`${a} ${rows(1)}`] });
      expect(tool.predict(history, await read())).toMatchObject({ runs: [b, c], refuses: null });
      expect(tool.claims(history, await read()).map(({ state }) => state)).toEqual(["applied", "pending", "pending"]);
      expect(await run(3)).toMatchObject({ ...done, ran: [b, c], called: [`${b} ${rows(2)}`, `${c} ${rows(3)}`] });
      const full = await read();
      expect(full.columns).toContain(tool.ledgerKey);
      expect(
        tool
          .claims(history, full)
          .map(({ migration, state, rows, because }) => [migration, state, rows.length, because]),
      ).toEqual([a, b, c].map((id) => [id, "applied", 1, null]));
      expect(tool.predict(history, full)).toMatchObject({ runs: [], skipped: [], rerun: [], refuses: null });
      expect(await run(3)).toMatchObject({ ...done, ran: [], called: [] });
    });
  });

  test("says which migration is refused, and that nothing of it is recorded", async () => {
    await onStage("alter table people add name int;", async ({ tool, history, run, read }) => {
      const [, second = "", third = ""] = history.migrations.map(({ id }) => id);
      await run(1);
      const { failure, ran } = await run(3);
      expect(failure).toMatchObject({ migration: third, failure: { sqlstate: "42701" } });
      expect(ran).toEqual([second]);
      // What goes back with it is for the migrator to say.
      expect(tool.claims(history, await read()).map(({ state }) => state)).toEqual([
        "applied",
        layout === "numbered" || layout === "revisions" ? "applied" : "pending",
        "pending",
      ]);
    });
  });

  test("makes the ledger that its migrator makes", async () => {
    await onStage(ages, async ({ tool, ledger, database, run, read }) => {
      await run(3);
      const made = await read();
      expect(tool.ledgerDdl(ledger, made.columns, made)).toEqual([]);
      await withClient(database, "owner", async (client) => {
        const other = { ...ledger, schema: "other" };
        for (const statement of tool.ledgerDdl(other, null, made)) await client.query(statement);
        const table = await described(client, ledger.schema, ledger.table);
        expect(await described(client, other.schema, other.table)).toEqual(table);
        expect(() => tool.ledgerDdl(ledger, ["oddity"], made)).toThrow(HarnessError);
      });
    });
  });
});

/** A table's columns with their types and defaults, and its keys. */
async function described(client: pg.Client, schema: string, table: string): Promise<unknown> {
  const { rows } = await client.query(
    `select attname, format_type(atttypid, atttypmod), attnotnull,
      replace(pg_get_expr(adbin, adrelid), $1 || '.', '') as value,
      array(select pg_get_constraintdef(oid) from pg_constraint where conrelid = attrelid order by 1) as keys
    from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attrelid = format('%I.%I', $1::text, $2::text)::regclass and attnum > 0 order by attnum`,
    [schema, table],
  );
  return rows;
}
