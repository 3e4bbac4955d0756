import fc from "fast-check";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holdsRows, identityOf, match } from "../checks/index.ts";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import type { TableComparison } from "../model/evidence.ts";
import { runs } from "../runs.fixture.ts";
import { compare, facts } from "./index.ts";

let server: Server;
let owner: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

/** What became of the only table of `base` after `candidate`, on a clone. */
async function compared(base: string, candidate: string): Promise<TableComparison> {
  const before = await server.create(owner);
  await withClient(before, "superuser", (client) => client.query(base));
  const after = await server.clone(before);
  await withClient(after, "superuser", (client) => client.query(candidate));
  try {
    const [comparison] = await betweenDatabases(before, after);
    return comparison ?? expect.fail("nothing was compared");
  } finally {
    await server.drop(after);
    await server.drop(before);
  }
}

async function betweenDatabases(before: Database, after: Database): Promise<readonly TableComparison[]> {
  const judged = { holdsRows, identityOf };
  return withClient(before, "superuser", (old) =>
    withClient(after, "superuser", async (now) => {
      const [then, today] = [await facts(old, judged, []), await facts(now, judged, [])];
      const { pairs } = match(then.catalog, today.catalog);
      return compare({ client: old, facts: then }, { client: now, facts: today }, pairs);
    }),
  );
}

/** "column: changed of values" for every column that is not as it was. */
function changes({ columns }: TableComparison): readonly string[] {
  return columns
    .filter(({ changed, filled, converted }) => changed + filled + converted > 0)
    .map(
      (c) =>
        `${c.before}: ${c.changed} of ${c.values} changed, ${c.nulled} nulled, ${c.filled} filled, ${c.converted} converted`,
    );
}

const many =
  "create table t (id int primary key, v text); insert into t select i, 'value ' || i from generate_series(1, 5000) i";

describe("a table with a key", () => {
  test("of many buckets shows one changed, one lost and one added row, and nothing else", async () => {
    const found = await compared(
      many,
      "update t set v = 'other' where id = 4321; delete from t where id = 17; insert into t values (9999, 'new')",
    );
    expect(found.rows).toEqual({ before: 5000, after: 5000, lost: 1 });
    expect(found.lostExamples).toEqual([{ id: "17" }]);
    expect(changes(found)).toEqual(["2: 1 of 5000 changed, 0 nulled, 0 filled, 0 converted"]);
    expect(found.columns[1]?.examples).toEqual([{ key: { id: "4321" }, before: "value 4321", after: "other" }]);
  });

  test("whose texts are equal whatever their case shows those that go, and those whose case changes", async () => {
    const base = `create collation ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      create table t (id text collate ci primary key, v text collate ci, gone text collate ci);
      insert into t values ('Key', 'Value', 'Text')`;
    const found = await compared(base, "update t set v = 'value'; alter table t drop gone");
    expect(found.columns.map(({ examples }) => examples)).toEqual([
      [],
      [{ key: { id: "Key" }, before: "Value", after: "value" }],
      [{ key: { id: "Key" }, before: "Text", after: null }],
    ]);
  });

  test("is followed by keys that sort otherwise than they print", async () => {
    const base =
      "create table t (a text, b int, v int, primary key (a, b)); insert into t values ('ü', 1, 1), ('z', 1, 2), ('Z', 1, 3), ('', 1, 4), ('a,b', 1, 5), ('(', 10, 6), ('(', 9, 7), ('😀', 1, 8)";
    expect(changes(await compared(base, "update t set v = v + 1 where a = 'z'; cluster t using t_pkey"))).toEqual([
      "3: 1 of 8 changed, 0 nulled, 0 filled, 0 converted",
    ]);
  });

  test("counts values that became NULL and NULLs that became values", async () => {
    const base =
      "create table t (id int primary key, v text); insert into t values (1, 'a'), (2, 'b'), (3, null), (4, null)";
    expect(
      changes(await compared(base, "update t set v = case id when 1 then null when 3 then 'c' else v end")),
    ).toEqual(["2: 1 of 2 changed, 1 nulled, 1 filled, 0 converted"]);
  });

  test("whose rows the candidate multiplied says how many", async () => {
    const found = await compared(
      "create table t (id int primary key, v text); insert into t values (1, 'a'), (2, 'b')",
      "alter table t drop constraint t_pkey; insert into t select * from t",
    );
    expect(found).toMatchObject({ rows: { before: 2, after: 4, lost: 0 }, repeated: 2 });
    expect(changes(found)).toEqual([]);
  });

  test("tells a cast without loss from one with, value by value", async () => {
    const base =
      "create table t (id int primary key, v numeric(10,4)); insert into t values (1, 1.5), (2, 1.2345), (3, null)";
    expect(changes(await compared(base, "alter table t alter v type numeric(10,2)"))).toEqual([
      "2: 1 of 2 changed, 0 nulled, 0 filled, 1 converted",
    ]);
  });
});

describe("a table without a key", () => {
  const bag = "create table t (a int, b text); insert into t select i % 3, 'b' || i % 2 from generate_series(1, 12) i";

  test("tells deleted rows by their number", async () => {
    const found = await compared(bag, "delete from t where ctid in (select ctid from t where a = 1 limit 2)");
    expect(found.rows).toEqual({ before: 12, after: 10, lost: 2 });
    expect(changes(found)).toEqual([]);
  });

  test("names the column that was rewritten", async () => {
    expect(changes(await compared(bag, "update t set b = 'x' where b = 'b1'"))).toEqual([
      "2: 6 of 12 changed, 0 nulled, 0 filled, 0 converted",
    ]);
  });

  test("whose values moved between rows is not as it was, though every column is", async () => {
    const found = await compared(
      "create table t (a int, b text, c int); insert into t values (1, 'x', 7), (2, 'y', 8)",
      "update t set b = case b when 'x' then 'y' else 'x' end",
    );
    expect(found.rows.lost).toBe(0);
    expect(found.shuffled + found.columns.reduce((sum, { changed }) => sum + changed, 0)).toBe(2);
  });

  test("rewritten in place, in another order, is as it was", async () => {
    const found = await compared(bag, "create index on t (b desc); cluster t using t_b_idx; update t set a = a");
    expect([found.rows.lost, found.shuffled, found.repeated, changes(found)]).toEqual([0, 0, 0, []]);
  });
});

/** Rows as a map from key to values; NULL is null. */
type Rows = ReadonlyMap<number, readonly (string | null)[]>;

test("counts what a comparison on the client counts, for any rows", async () => {
  const value = fc.option(fc.constantFrom("a", "A", "", " ", "é", "e\u0301", "\\", "'", "NULL"), { freq: 4 });
  const rows: fc.Arbitrary<Rows> = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.tuple(value, value)), { maxLength: 12 })
    .map((entries) => new Map(entries));
  const before = await server.create(owner);
  const after = await server.create(owner);
  await withClient(before, "superuser", (client) =>
    client.query("create table t (id int primary key, c1 text, c2 text)"),
  );
  await server.drop(after);
  const clone = await server.clone(before);
  const fill = (client: Client, data: Rows) =>
    client.query("truncate t").then(async () => {
      for (const [id, cells] of data) await client.query("insert into t values ($1, $2, $3)", [id, ...cells]);
    });
  await fc.assert(
    fc.asyncProperty(rows, rows, async (old, now) => {
      await withClient(before, "superuser", (client) => fill(client, old));
      await withClient(clone, "superuser", (client) => fill(client, now));
      const [found] = await betweenDatabases(before, clone);
      const living = [...old].filter(([id]) => now.has(id));
      expect(found?.rows).toEqual({ before: old.size, after: now.size, lost: old.size - living.length });
      for (const place of [0, 1]) {
        const cells = living.map(([id, values]) => [values[place] ?? null, now.get(id)?.[place] ?? null] as const);
        expect(found?.columns[place + 1]).toMatchObject({
          changed: cells.filter(([a, b]) => a !== null && a !== b).length,
          nulled: cells.filter(([a, b]) => a !== null && b === null).length,
          filled: cells.filter(([a, b]) => a === null && b !== null).length,
        });
      }
    }),
    { numRuns: runs(40) },
  );
});
