import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import { replayStatements, rowsInTheWay, type Stopped } from "./index.ts";

let server: Server;
let owner: string;
let database: Database;
let client: pg.Client;

const tables = `
  create schema "Shop; x";
  create table "Shop; x"."Item's" (id int primary key, "Price" text, note text, parent int);
  insert into "Shop; x"."Item's" values (1, '10', 'é', null), (2, 'ten', null, 1), (3, '', 'é', 9), (4, null, 'longer', 8);
  create table accounts (a int, b int, status text, primary key (a, b));
  insert into accounts select n, n, case when n > 4 then 'old' else 'new' end from generate_series(1, 12) n;
  create table bare (n int);
  insert into bare values (1), (1), (null);
  create table clash (target text, given_row text);
  insert into clash values ('x', '1'), ('2', '1')`;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
  database = await server.create(owner);
  client = await connect(database, "owner");
  await client.query(tables);
});
afterAll(async () => {
  await client?.end();
  await server?.stop();
});

function statements(...texts: readonly string[]): { sql: string }[] {
  return texts.map((sql) => ({ sql }));
}

describe("statements run one by one, in one transaction", () => {
  test("each is told with its row count, and sees what came before", async () => {
    const told: unknown[] = [];
    const after = async (index: number, rowCount: number | null): Promise<void> => {
      const { rows } = await client.query("select count(*)::int as bare from bare");
      told.push([index, rowCount, rows[0]?.bare]);
    };
    const run = statements(
      "delete from bare where n = 1",
      "alter table bare add column x int",
      "delete from bare where n = 7",
    );
    expect(await replayStatements(client, run, { after, finish: "rollback" })).toBeNull();
    expect(told).toEqual([
      [0, 2, 1],
      [1, null, 1],
      [2, 0, 1],
    ]);
    expect((await client.query("select * from bare")).rows).toEqual([{ n: 1 }, { n: 1 }, { n: null }]);
  });

  test("a refusal is told, and everything is taken back", async () => {
    const run = statements("delete from bare", "select 1/0", "delete from accounts");
    const stopped = await replayStatements(client, run, { finish: "commit" });
    expect(stopped).toMatchObject({ failedAt: 1, failure: { sqlstate: "22012", message: "division by zero" } });
    expect((await client.query("select from bare")).rowCount).toBe(3);
  });

  test("a refusal at the commit is told as one", async () => {
    const made =
      "create table late (a int, b int, foreign key (a, b) references accounts deferrable initially deferred)";
    const run = statements(made, "insert into late values (99, 99)");
    const stopped = await replayStatements(client, run, { finish: "commit" });
    expect(stopped).toMatchObject({
      failedAt: "commit",
      failure: { sqlstate: "23503", constraint: "late_a_b_fkey", table: "late" },
    });
    expect((await client.query("select to_regclass('late') as late")).rows).toEqual([{ late: null }]);
  });

  test("what stands before a COMMIT stays, and so does what follows it one by one", async () => {
    const run = statements("create table kept ()", "COMMIT", "create table kept_too ()", "select 1/0");
    expect(await replayStatements(client, run, { finish: "commit" })).toMatchObject({ failedAt: 3 });
    expect(
      (await client.query("select to_regclass('kept')::text as a, to_regclass('kept_too')::text as b")).rows,
    ).toEqual([{ a: "kept", b: "kept_too" }]);
  });

  test("what the caller's own question throws is thrown on, outside a transaction", async () => {
    const after = (): Promise<void> => Promise.reject(new RangeError("mine"));
    await expect(replayStatements(client, statements("delete from bare"), { after, finish: "commit" })).rejects.toThrow(
      "mine",
    );
    expect((await client.query("select from bare")).rowCount).toBe(3);
  });

  test("a connection that breaks is thrown", async () => {
    const own = await connect(database, "owner");
    const run = statements("select pg_terminate_backend(pg_backend_pid())");
    await expect(replayStatements(own, run, { finish: "commit" })).rejects.toThrow();
    await own.end();
  });
});

describe("the rows in the way", () => {
  const item = { schema: "Shop; x", table: "Item's" };
  const accounts = { schema: "public", table: "accounts" };
  const eight = ["a=5, b=5", "a=6, b=6", "a=7, b=7", "a=8, b=8", "a=9, b=9"];

  test.for<readonly [what: string, before: readonly string[], sql: string, expected: object | null]>([
    [
      "NOT NULL",
      [],
      `alter table "Shop; x"."Item's" alter column "Price" set not null`,
      { ...item, column: "Price", count: 1, examples: ["id=4"] },
    ],
    [
      "NOT NULL after an earlier statement",
      [`update "Shop; x"."Item's" set note = null`],
      `alter table "Shop; x"."Item's" alter note set not null`,
      { ...item, column: "note", count: 4, examples: ["id=1", "id=2", "id=3", "id=4"] },
    ],
    [
      "a new column without a default",
      [],
      "alter table accounts add c int not null",
      { ...accounts, column: "c", count: 12, examples: ["a=1, b=1", "a=2, b=2", "a=3, b=3", "a=4, b=4", "a=5, b=5"] },
    ],
    [
      "NOT NULL without a key",
      [],
      "alter table bare alter n set not null",
      { schema: "public", table: "bare", column: "n", count: 1, examples: ["()"] },
    ],
    [
      "a check",
      [],
      "alter table accounts add constraint c check (accounts.status <> 'old')",
      { ...accounts, column: null, count: 8, examples: eight },
    ],
    [
      "a check without a name",
      [],
      "alter table accounts add x int, add check (status in ('new')), add check (b > 0)",
      { ...accounts, column: null, count: 8, examples: eight },
    ],
    [
      "a check validated later",
      ["alter table accounts add constraint c check (status = 'new') not valid"],
      "alter table accounts validate constraint c",
      { ...accounts, column: null, count: 8, examples: eight },
    ],
    [
      "a unique index",
      [],
      "create unique index on bare (n)",
      { schema: "public", table: "bare", column: null, count: 2, examples: ["(n)=(1) 2 times"] },
    ],
    [
      "a partial unique index",
      [],
      "create unique index on accounts (lower(status)) where a > 10",
      { ...accounts, column: null, count: 2, examples: ["(lower(status))=(old) 2 times"] },
    ],
    [
      "a unique constraint",
      [],
      `alter table "Shop; x"."Item's" add unique (note)`,
      { ...item, column: null, count: 2, examples: ["(note)=(é) 2 times"] },
    ],
    [
      "a reference",
      [],
      `alter table "Shop; x"."Item's" add foreign key (parent) references "Shop; x"."Item's"`,
      { ...item, column: "parent", count: 2, examples: ["id=3: (9)", "id=4: (8)"] },
    ],
    [
      "a cast",
      [],
      `alter table "Shop; x"."Item's" alter "Price" type int using "Item's"."Price"::int`,
      { ...item, column: "Price", count: 2, examples: ["id=2: ten", "id=3: "] },
    ],
    [
      "a length",
      [],
      `alter table "Shop; x"."Item's" alter note type varchar(3)`,
      { ...item, column: "note", count: 1, examples: ["id=4: longer"] },
    ],
    [
      "a range",
      [],
      "alter table accounts alter a type smallint using a * 5000",
      {
        ...accounts,
        column: "a",
        count: 6,
        examples: ["a=7, b=7: 7", "a=8, b=8: 8", "a=9, b=9: 9", "a=10, b=10: 10", "a=11, b=11: 11"],
      },
    ],
    [
      "a cast among names like ours",
      [],
      "alter table clash alter target type int using target::int + given_row::int",
      { schema: "public", table: "clash", column: "target", count: 1, examples: ["(x,1): x"] },
    ],
    [
      "a row of its own",
      [],
      "insert into accounts values (1, 1, 'x')",
      { ...accounts, column: null, count: null, examples: ["Key (a, b)=(1, 1) already exists."] },
    ],
    [
      "a row of its own without a value",
      [],
      "update accounts set a = null where a = 3",
      { ...accounts, column: "a", count: null, examples: ["Failing row contains (null, 3, new)."] },
    ],
    [
      "a block",
      [],
      "do $$ begin alter table bare alter n set not null; end $$",
      { schema: "public", table: "bare", column: "n", count: 1, examples: ["()"] },
    ],
    ["no rows at all", [], "alter table nowhere add a int", null],
    ["a division", [], "select 1/0", null],
  ])("%s", async ([, before, sql, expected]) => {
    const run = statements(...before, sql);
    const stopped: Stopped | null = await replayStatements(client, run, { finish: "commit" });
    expect(stopped?.failedAt).toBe(before.length);
    if (stopped !== null) expect(await rowsInTheWay(client, run, stopped)).toEqual(expected);
    expect((await client.query("select from accounts where status = 'new'")).rowCount).toBe(4);
  });

  test("at the commit, what the server says of it", async () => {
    const made =
      "create table late (a int, b int, foreign key (a, b) references accounts deferrable initially deferred)";
    const run = statements(made, "insert into late values (99, 99)");
    const stopped = await replayStatements(client, run, { finish: "commit" });
    const examples = ['Key (a, b)=(99, 99) is not present in table "accounts".'];
    if (stopped !== null)
      expect(await rowsInTheWay(client, run, stopped)).toMatchObject({ table: "late", count: null, examples });
    expect(stopped?.failedAt).toBe("commit");
  });
});
