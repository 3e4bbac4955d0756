import { createHash } from "node:crypto";
import fc from "fast-check";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../database/index.ts";
import { testServer } from "../database/test-server.fixture.ts";
import type { Database, Server } from "../model/database.ts";
import type { Fingerprint } from "../model/evidence.ts";
import { runs } from "../runs.fixture.ts";
import { readCatalog } from "./catalog.ts";
import { fingerprints } from "./fingerprint.ts";
import { pinned } from "./pinned.ts";
import { printingOf } from "./value.ts";

let server: Server;
let database: Database;

beforeAll(async () => {
  server = await testServer();
  database = await server.create(await server.createOwner());
});
afterAll(() => server.stop());

async function take(client: Client, table: string, keyed: boolean): Promise<Fingerprint> {
  const catalog = await readCatalog(client, true);
  const relation = catalog.relations.find(({ name }) => name === table);
  if (relation === undefined) throw new Error(`no table ${table}`);
  const asked = [{ relation, identity: keyed ? [1] : null }];
  const [found] = await pinned(client, () => fingerprints(client, asked, printingOf(catalog)), true);
  return found as Fingerprint;
}

/** Runs in a transaction that is rolled back, so that cases do not see each other. */
async function trying<T>(work: (client: Client) => Promise<T>): Promise<T> {
  return withClient(database, "superuser", async (client) => {
    await client.query("begin");
    try {
      return await work(client);
    } finally {
      await client.query("rollback");
    }
  });
}

/** Pairs of values that are equal to Postgres, or print alike by a careless cast, and still are two values. */
const lookalikes: readonly (readonly [type: string, one: string, other: string])[] = [
  ["numeric", "1.1", "1.10"],
  ["double precision", "'0'", "'-0'"],
  ["double precision", "0.1", "0.10000000000000002"],
  ["real", "1e10", "1.0000001e10"],
  ["interval", "'1 mon'", "'30 days'"],
  ["interval", "'24:00:00'", "'1 day'"],
  ["text", "''", "' '"],
  ["text", "U&'e\\0301'", "U&'\\00e9'"],
  ["timestamptz", "'2020-01-01 00:00:00.000001Z'", "'2020-01-01 00:00:00Z'"],
  ["jsonb", `'{"a": 1.0}'`, `'{"a": 1}'`],
  ["json", `'{"a":1}'`, `'{"a": 1}'`],
  ["bytea", "'\\x00'", "'\\x0000'"],
  ["text[]", "'{NULL}'", `'{"NULL"}'`],
  ["int[]", "'{1,2}'", "'[0:1]={1,2}'"],
  ["bit varying", "B'0'", "B'00'"],
  ["date", "'infinity'", "'5874897-12-31'"],
  ["boolean", "true", "false"],
  ["uuid", "'00000000-0000-0000-0000-000000000000'", "'00000000-0000-0000-0000-000000000001'"],
  ["point", "'(0,0)'", "'(0,-0)'"],
  ["xml", "'<a/>'", "'<a></a>'"],
  ["money", "'1.00'", "'1.01'"],
];

describe("the digest of a column", () => {
  test.for(lookalikes)("tells %s %s from %s", ([type, one, other]) =>
    trying(async (client) => {
      await client.query(`create table probe (id int primary key, v ${type}); insert into probe values (1, ${one})`);
      const first = await take(client, "probe", true);
      await client.query(`update probe set v = ${other}`);
      expect((await take(client, "probe", true)).columns[2]).not.toBe(first.columns[2]);
    }),
  );

  test("tells the padding of char(n) from none", () =>
    trying(async (client) => {
      await client.query("create table probe (id int primary key, v char(4)); insert into probe values (1, 'a')");
      const first = await take(client, "probe", true);
      await client.query("alter table probe alter v type text using v::text");
      expect((await take(client, "probe", true)).columns[2]).not.toBe(first.columns[2]);
    }));

  test("tells citext by case", () =>
    trying(async (client) => {
      await client.query("create extension citext; create table probe (id int primary key, v citext)");
      await client.query("insert into probe values (1, 'Ann')");
      const first = await take(client, "probe", true);
      await client.query("update probe set v = 'ann'");
      expect((await take(client, "probe", true)).columns[2]).not.toBe(first.columns[2]);
    }));

  test("tells NULL from a value, and a value in another row from one in its own", () =>
    trying(async (client) => {
      await client.query("create table probe (id int primary key, v text)");
      await client.query("insert into probe values (1, 'a'), (2, 'b'), (3, null)");
      const first = await take(client, "probe", true);
      await client.query("update probe set v = case id when 1 then 'b' when 2 then 'a' end");
      const swapped = await take(client, "probe", true);
      await client.query("update probe set v = case id when 1 then 'a' when 2 then 'b' else '' end");
      const filled = await take(client, "probe", true);
      expect(new Set([first.columns[2], swapped.columns[2], filled.columns[2]]).size).toBe(3);
    }));

  test("does not mind the order of rows, and stays the same when int becomes bigint", () =>
    trying(async (client) => {
      await client.query(
        "create table probe (id int primary key, v int); insert into probe select i, i * 7 from generate_series(1, 50) i",
      );
      const first = await take(client, "probe", true);
      await client.query(
        "alter table probe alter id type bigint, alter v type bigint; create index by_v on probe (v desc); cluster probe using by_v",
      );
      expect(await take(client, "probe", true)).toEqual(first);
    }));

  test("does not depend on what a migration left set on the session", () =>
    trying(async (client) => {
      await client.query(
        "create table probe (id int primary key, a timestamptz, b interval, c double precision, d bytea)",
      );
      await client.query("insert into probe values (1, now(), '1 day 2 hours', 0.1::float8 + 0.2, '\\x00ff')");
      const first = await take(client, "probe", true);
      await client.query(`set local timezone = 'Asia/Tokyo'; set local datestyle = 'German'; set local intervalstyle = 'iso_8601';
        set local extra_float_digits = 0; set local bytea_output = 'escape'; set local search_path = 'pg_temp'`);
      expect(await take(client, "probe", true)).toEqual(first);
    }));

  test("reads rows that a forced policy hides from others", () =>
    trying(async (client) => {
      await client.query(`create table probe (id int primary key); insert into probe values (1), (2);
        alter table probe enable row level security, force row level security; create policy none on probe using (false)`);
      expect((await take(client, "probe", true)).rows).toBe(2);
    }));

  test("without a key, whole rows tell what single columns cannot", () =>
    trying(async (client) => {
      await client.query("create table probe (a text, b text); insert into probe values ('1', 'x'), ('2', 'y')");
      const first = await take(client, "probe", false);
      await client.query("update probe set b = case b when 'x' then 'y' else 'x' end");
      const second = await take(client, "probe", false);
      expect(second.columns).toEqual(first.columns);
      expect(second.whole).not.toBe(first.whole);
    }));
});

/** A second opinion that shares no code with the first: rows are read, and hashed on the client. */
async function oracle(client: Client, columns: number): Promise<readonly string[]> {
  const { rows } = await client.query<(string | null)[]>({
    text: `select id::text, ${Array.from({ length: columns }, (_, place) => `c${place}::text`).join(", ")} from probe order by id`,
    rowMode: "array",
  });
  return Array.from({ length: columns }, (_, place) =>
    createHash("sha256")
      .update(JSON.stringify(rows.map((row) => [row[0], row[place + 1]])))
      .digest("hex"),
  );
}

const kindsOfValue: readonly { type: string; value: fc.Arbitrary<string> }[] = [
  { type: "int", value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(String) },
  { type: "bigint", value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String) },
  { type: "double precision", value: fc.double().map((n) => (Object.is(n, -0) ? "-0" : String(n))) },
  { type: "text", value: fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll("\0", "")) },
  { type: "boolean", value: fc.boolean().map(String) },
  {
    type: "timestamptz",
    value: fc
      .date({ min: new Date("0001-01-02"), max: new Date("9999-01-01"), noInvalidDate: true })
      .map((d) => d.toISOString()),
  },
  { type: "uuid", value: fc.uuid() },
  { type: "jsonb", value: fc.json({ maxDepth: 2 }).map((text) => text.replaceAll("\\u0000", "")) },
  {
    type: "numeric",
    value: fc
      .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 6 }))
      .map(([n, scale]) => `${n}.${"0".repeat(scale)}1`),
  },
];

test("agrees with an oracle on the client, whatever is changed", async () => {
  const cell = (value: fc.Arbitrary<string>) => fc.option(value, { freq: 5 });
  const column = fc.constantFrom(...kindsOfValue);
  const tables = fc
    .array(column, { minLength: 1, maxLength: 4 })
    .chain((columns) =>
      fc.tuple(
        fc.constant(columns),
        fc.array(fc.tuple(...columns.map(({ value }) => cell(value))), { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(...columns.map(({ value }) => cell(value))), { minLength: 1, maxLength: 6 }),
      ),
    );
  await withClient(database, "superuser", (client) =>
    fc.assert(
      fc.asyncProperty(tables, async ([columns, before, after]) => {
        await client.query("begin");
        try {
          await client.query(
            `create table probe (id int primary key, ${columns.map(({ type }, place) => `c${place} ${type}`).join(", ")})`,
          );
          const seen = [];
          for (const rows of [before, after]) {
            await client.query("delete from probe");
            for (const [id, row] of rows.entries()) {
              await client.query(
                `insert into probe values ($1, ${row.map((_, place) => `$${place + 2}`).join(", ")})`,
                [id, ...row],
              );
            }
            seen.push({
              ours: (await take(client, "probe", true)).columns,
              theirs: await oracle(client, columns.length),
            });
          }
          const [one, two] = seen;
          for (const place of columns.keys()) {
            expect(one?.ours[place + 2] === two?.ours[place + 2]).toBe(one?.theirs[place] === two?.theirs[place]);
          }
        } finally {
          await client.query("rollback");
        }
      }),
      { numRuns: runs(60) },
    ),
  );
});
