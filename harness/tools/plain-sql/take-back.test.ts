import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import { withFiles } from "../drizzle/sample.fixture.ts";
import { plainSql } from "../plain-sql.ts";
import type { DownPath, TakenBack } from "../tool.ts";
import { downs } from "./downs.ts";
import { takeBack } from "./take-back.ts";

const ledger = { schema: "public", table: "schema_migrations" };
let server: Server;
let owner: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

type Files = Readonly<Record<string, string>>;

interface Stage {
  /** Takes back what comes behind the first so many. */
  takeBack(keep: number): Promise<TakenBack | null>;
  /** The numbers that the ledger has, in the order in which they were recorded. */
  recorded(): Promise<readonly unknown[]>;
  ask(sql: string): Promise<readonly unknown[]>;
  prepare(sql: string): Promise<void>;
}

/** A folder of these files, and a database that has run them all. */
async function onStage(files: Files, byHand: string, use: (stage: Stage) => Promise<void>): Promise<void> {
  const database = await server.create(owner);
  const prepare = (sql: string) => withClient(database, "owner", async (client) => void (await client.query(sql)));
  const ask = (sql: string): Promise<readonly unknown[]> =>
    withClient(database, "owner", async (client) => (await client.query({ text: sql, rowMode: "array" })).rows.flat());
  await prepare(byHand);
  await withFiles(files, async (folder) => {
    const history = await plainSql.read(folder, folder);
    const target = { ledger, connect: (): Promise<pg.Client> => connect(database, "owner") };
    expect(await plainSql.replay(history, history.migrations, target)).toMatchObject({ failure: null });
    await use({
      takeBack: (keep) => takeBack(history, history.migrations.slice(keep), target),
      recorded: () => ask("select version from schema_migrations order by executed_at"),
      ask,
      prepare,
    });
  });
}

const three: Files = {
  "001_a.up.sql": "create table a (n int);",
  "001_a.down.sql": "drop table a;",
  "002_b.sql": "alter table a add b text; insert into a values (1, 'kept');",
  "002_b.down.sql": "alter table a drop b;",
  "003_c.up.sql": "create table c ();",
  "003_c.down.sql": "drop table c;",
};
const migrator = "plain SQL";

describe("the files that stand beside their migrations take them back", () => {
  test("the newest first, each with its row of the ledger", () =>
    onStage(three, "", async ({ takeBack, recorded, ask }) => {
      expect(await takeBack(1)).toEqual({
        failure: null,
        failed: false,
        said: "ran 003_c.down.sql, 002_b.down.sql",
        migrator,
      });
      expect(await ask("select to_jsonb(a) from a")).toEqual([{ n: 1 }]);
      expect(await recorded()).toEqual(["001"]);
      expect(await takeBack(1)).toMatchObject({ failed: false, said: "ran nothing" });
      await takeBack(0);
      expect([...(await recorded()), ...(await ask("select to_regclass('a')"))]).toEqual([null]);
    }));

  test("one that is refused is rolled back whole, and keeps its row; what was taken back before stays so", () =>
    onStage(
      { ...three, "002_b.down.sql": "delete from a;\nalter table a drop nothing;" },
      "",
      async ({ takeBack, recorded, ask }) => {
        expect(await takeBack(1)).toMatchObject({
          failure: {
            migration: "002_b",
            sql: "delete from a;\nalter table a drop nothing;",
            failure: { sqlstate: "42703" },
          },
          failed: true,
          said: "ran 003_c.down.sql",
        });
        expect(await recorded()).toEqual(["001", "002"]);
        expect(await ask("select b, to_regclass('c') from a")).toEqual(["kept", null]);
      },
    ));

  test("whose row cannot be deleted does not go back either", () =>
    onStage(three, "", async ({ takeBack, recorded, ask, prepare }) => {
      await prepare(`create function no() returns trigger language plpgsql as $$ begin raise 'not this'; end $$;
        create trigger no before delete on schema_migrations for each row execute function no()`);
      expect(await takeBack(2)).toMatchObject({ failure: { migration: "003_c", failure: { message: "not this" } } });
      expect(await ask("select to_regclass('c') is null")).toEqual([false]);
      expect(await recorded()).toEqual(["001", "002", "003"]);
    }));

  test("a file that holds nothing takes the row, and nothing else", () =>
    onStage({ ...three, "003_c.down.sql": "-- cannot be undone\n" }, "", async ({ takeBack, recorded, ask }) => {
      expect(await takeBack(2)).toMatchObject({ failure: null, failed: false });
      expect(await recorded()).toEqual(["001", "002"]);
      expect(await ask("select to_regclass('c') is null")).toEqual([false]);
    }));

  test("a statement that no transaction bears runs without one where it is alone in its file", () =>
    onStage(
      { ...three, "004_d.sql": "create index n on a (n)", "004_d.down.sql": "drop index concurrently n" },
      "",
      async ({ takeBack, recorded }) => {
        expect(await takeBack(3)).toMatchObject({ failure: null });
        expect(await recorded()).toEqual(["001", "002", "003"]);
      },
    ));

  test("one that has none keeps all the others from being run", () =>
    onStage({ ...three, "004_d.sql": "create table d ()" }, "", async ({ takeBack, recorded }) => {
      const said = "nothing was run: 004_d has no way down";
      expect(await takeBack(2)).toEqual({ failure: null, failed: true, said, migrator });
      expect(await takeBack(3)).toBeNull();
      expect(await recorded()).toEqual(["001", "002", "003", "004"]);
    }));
});

test.for<readonly [what: string, columns: string, rows: string, left: readonly unknown[]]>([
  ["numbers", "version int", "(1), (2), (3)", [1, 2]],
  ["names without numbers", "version text", "('a'), ('b'), ('c')", ["a", "b"]],
  [
    "one twice, one of nobody's",
    "version text, name text",
    "(1, 'a'), (2, 'b'), (3, 'c'), (3, 'c'), (9)",
    ["1", "2", "9"],
  ],
  ["no versions", "version text, name text", "(1), (2), (null, '003_c.up.sql'), (null, 'x')", ["1", "2", null]],
])("a ledger of one's own loses the rows of the migration, and no other: %s", async ([, columns, rows, left]) => {
  const filled = rows.replaceAll(/\((\d+)\)/g, columns.includes("name") ? "($1, null)" : "($1)");
  const byHand = `create table schema_migrations (${columns}); insert into schema_migrations values ${filled}; create table c ()`;
  await onStage(three, byHand, async ({ takeBack, ask }) => {
    expect(await takeBack(2)).toMatchObject({ failure: null, said: "ran 003_c.down.sql" });
    expect(await ask("select version from schema_migrations")).toEqual(left);
  });
});

async function pathsOf(files: Files): Promise<readonly DownPath[]> {
  return withFiles(files, async (folder) => downs(await plainSql.read(folder, folder)));
}

test("the statements of each way down are told with their places, or why they cannot be", async () => {
  const files = {
    ...three,
    "002_b.down.sql": "-- back\nalter table a drop b; \n  drop table if exists a;",
    "003_c.down.sql": "drop table c\n\\echo done",
    "004_d.sql": "select 1",
    "005_e.sql": "select 1",
    "005_e.down.sql": "a\0b",
  };
  const told = (await pathsOf(files)).map(({ migration, statements, problem }) => [
    migration,
    problem ?? statements.map(({ file, line, column, sql }) => `${file}:${line}:${column} ${sql}`),
  ]);
  expect(told).toEqual([
    ["001_a", ["001_a.down.sql:1:1 drop table a"]],
    ["002_b", ["002_b.down.sql:2:1 alter table a drop b", "002_b.down.sql:3:3 drop table if exists a"]],
    [
      "003_c",
      "003_c.down.sql:2: 003_c.down.sql is written for psql: \\echo is a command of psql's, which the server refuses",
    ],
    ["005_e", "005_e.down.sql holds a NUL byte, which no SQL can; it may be encoded as UTF-16"],
  ]);
});
