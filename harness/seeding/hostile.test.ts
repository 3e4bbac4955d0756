import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awkwardValues } from "../../docs/awkward-values.ts";
import type { Server } from "../model/database.ts";
import { startWorld, withSeeded } from "./world.fixture.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorld();
});
afterAll(() => server?.stop());

/** By type: values that must stand in a column of it, as Postgres prints them. */
const standing: Readonly<Record<string, readonly string[]>> = {
  text: [
    "",
    "x",
    "   ",
    "  leading",
    "trailing  ",
    "Café côté",
    "Cafe\u0301 co\u0302te\u0301",
    "👩‍🚀 🚀 ok",
    "שלום עולם",
  ],
  "varchar(40)": ["\\N", "NULL", "007", "\u0001 and \u001b[0m", "\ufeffmark\u200djoiner", "two\nlines\tand a tab"],
  citext: ["MiXeD Case", "mixed case", "MIXED CASE"],
  "char(4)": ["a   ", "éééé", "    "],
  name: ["MiXeD Case", ""],
  smallint: ["-32768", "32767", "0", "-1"],
  integer: ["-2147483648", "2147483647"],
  bigint: ["-9223372036854775808", "9223372036854775807"],
  numeric: [
    "NaN",
    "Infinity",
    "-Infinity",
    "1.10",
    "1.1",
    "1234567890123456789012345678901234567890.0123456789012345678901234567890123456789",
  ],
  "numeric(6,2)": ["NaN", "9999.99", "-9999.99", "0.01", "0.00"],
  money: ["$92,233,720,368,547,758.07", "-$92,233,720,368,547,758.08"],
  real: ["NaN", "Infinity", "-Infinity", "-0", "3.4028235e+38", "1e-45"],
  "double precision": [
    "NaN",
    "Infinity",
    "-Infinity",
    "-0",
    "1.7976931348623157e+308",
    "5e-324",
    "0.30000000000000004",
  ],
  boolean: ["true", "false"],
  date: ["infinity", "-infinity", "2024-02-29", "0044-03-15 BC", "4713-01-01 BC", "5874897-12-31"],
  timestamp: [
    "infinity",
    "-infinity",
    "2024-02-29 23:59:59.123457",
    "2025-03-30 02:30:00",
    "2025-10-26 02:30:00",
    "2025-03-09 02:30:00",
    "4713-11-24 00:00:00 BC",
    "294276-12-31 23:59:59",
  ],
  timestamptz: ["infinity", "-infinity", "2025-03-30 01:00:00+00", "2025-10-26 00:30:00+00", "2025-10-26 01:30:00+00"],
  "timestamptz(3)": ["2024-02-29 23:59:59.123+00", "294276-12-31 23:59:59+00"],
  time: ["24:00:00", "00:00:00", "23:59:59.123457"],
  timetz: ["00:00:00+15:59", "00:00:00-15:59"],
  interval: ["1 mon", "30 days", "1 mon -1 days +00:00:00.000001", "178000000 years"],
  uuid: ["00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"],
  bytea: ["\\x", "\\x00", "\\x00ff0041"],
  json: ['{"a":1,"a":2}', '{ "b" :\n [ 1 , 2.50 ],  "a" : "\\u00e9" }', '{"a": null, "b": {}, "c": []}', "{}"],
  jsonb: ['{"a": null, "b": {}, "c": []}', '{"": "", "a": 2.50, "b": 2.5}', "{}"],
  inet: ["192.168.0.1/24", "2001:db8::ff/64", "0.0.0.0/32"],
  cidr: ["0.0.0.0/0", "2001:db8::/32"],
  macaddr: ["00:00:00:00:00:00"],
  "bit(3)": ["000", "111"],
  "varbit(5)": ["", "0", "11111"],
  point: ["(0.1,-0.30000000000000004)"],
  tsvector: ["", "'a':1A 'fat':2,11C 'rät':3"],
  pg_lsn: ["FFFFFFFF/FFFFFFFF"],
  hstore: ["", '"a"=>"1", "b"=>NULL, "ü"=>"\\"q\\""'],
  ltree: ["", "Top", "Top.Science.Astronomy"],
  mood: ["fine", "so so"],
  "text[]": ["{}", "{NULL}", '{"MiXeD Case",NULL}', '[0:1]={"MiXeD Case","Ünïcödé – naïve façade"}'],
  "mood[]": ["{}", "{NULL}", '{{fine,NULL},{NULL,"so so"}}', '[0:1]={fine,"so so"}'],
  "json[]": ["{}", "{NULL}"],
  "box[]": ["{}", "{NULL}", "{(1.1,0.7),(0.1,-0.30000000000000004);NULL}"],
  "numeric(4,1)[]": ["{}", "{999.9,NULL}", "{999.9,-999.9,0.1,0.0,NaN}"],
  daterange: [
    "empty",
    "(,)",
    "[3111-03-02,)",
    "(,2013-04-07)",
    "[2015-12-12,2015-12-15)",
    "[3111-03-02,infinity)",
    "[-infinity,2013-04-06)",
  ],
  numrange: ["empty", "(,)", "(-60.00,-50.00)", "[-40.00,-30.00]", "[400000.00,Infinity)"],
  int4range: ["empty", "(,)"],
  datemultirange: ["{}", "{(,)}", "{[3111-03-02,infinity)}"],
  pair: ["(,)", "(9999.99,)", "(0.01,007)"],
};

const types = `create extension citext; create extension hstore; create extension ltree;
  create type mood as enum ('fine', 'so so'); create type pair as (amount numeric(6,2), note text)`;

describe("the awkward values of a type stand in its column", () => {
  test.for(Object.entries(standing))("%s", async ([type, wanted]) => {
    await withSeeded(server, `${types}; create table t (v ${type})`, { rows: 40 }, async ({ ask, covered }) => {
      const cast = type.startsWith("char(") ? "textin(bpcharout(v))" : "v::text";
      const found = (await ask(`select distinct ${cast} from t`)).map(([text]) => text);
      expect(found).toEqual(expect.arrayContaining([...wanted, "null"].map((text) => (text === "null" ? null : text))));
      expect(covered.map(({ witnesses }) => witnesses.refused)).toEqual([[]]);
      expect(found.length).toBeGreaterThan(wanted.length);
    });
  });
});

test("the page about them is what the code says: npm run docs", () => {
  expect(readFileSync(new URL("../../docs/awkward-values.md", import.meta.url), "utf8")).toBe(awkwardValues());
});

test.for(["text", "bytea", "json", "jsonb"])(
  "%s: a value beyond 8 kB is stored out of line, and an index takes it",
  async (type) => {
    await withSeeded(server, `create table t (v ${type})`, {}, async ({ ask, client }) => {
      const [[toast] = []] = await ask("select reltoastrelid::regclass from pg_class where relname = 't'");
      const [[chunks] = []] = await ask(`select count(distinct chunk_id) from ${toast}`);
      expect(Number(chunks)).toBeGreaterThan(0);
      const [[longest] = []] = await ask("select max(length(v::text)) from t");
      expect(Number(longest)).toBeGreaterThan(8192);
      await client.query(`create index on t (${type === "json" ? "(v::text)" : "v"})`);
    });
  },
);

describe("fewer extremes", () => {
  const schema = "create table t (n numeric, f float8, d date, z timestamptz, r daterange, a float8[])";
  const far =
    "n::text ~ 'NaN|Inf' or f::text ~ 'NaN|Inf' or concat_ws(' ', d, z, r, a) ~* 'infinity|nan|BC|\\m[0-9]{5,}-'";

  test("finite: no NaN, no infinity, no time beyond four digits of a year", async () => {
    await withSeeded(server, schema, { extremes: "finite" }, async ({ ask }) => {
      expect(await ask(`select * from t where ${far}`)).toEqual([]);
      expect(await ask("select max(f), max(d) from t")).toEqual([["9.007199254740991e+15", "9999-12-31"]]);
    });
  });

  test("tame: nor numbers that overflow or vanish when they are multiplied", async () => {
    await withSeeded(server, schema, { extremes: "tame" }, async ({ ask }) => {
      expect(await ask(`select * from t where ${far}`)).toEqual([]);
      expect(await ask("select bool_and(abs(f * 1000) < 2e9 and (f = 0 or f * f > 0)) from t")).toEqual([["t"]]);
    });
  });
});

describe("what production cannot hold", () => {
  const schema = `create domain price as numeric(8,2) check (value <> 1); create type pair as (amount numeric, note text);
    create table t (n numeric, a numeric[], p price, c pair, r numrange, s text, x text unique, m mood)`;

  test("is ruled out by type wherever the type stands", async () => {
    const never = { numeric: ["NaN", "Infinity", "-Infinity"] };
    await withSeeded(
      server,
      `create type mood as enum ('a', 'b', 'c'); ${schema}`,
      { never },
      async ({ ask, covered }) => {
        expect(await ask("select * from t where concat_ws(' ', n, a, p, c, r) ~ '\\m(NaN|-?Infinity)\\M'")).toEqual([]);
        expect(covered.filter((one) => !one.covered)).toEqual([]);
      },
    );
  });

  test("is ruled out by column: a text, a pattern, NULL, a label, and what a key counts through", async () => {
    const never = {
      "public.t.s": ["", null],
      "public.t.x": [/[^\x20-\x7e]/, /-[0-9]$/],
      "public.t.m": ["b"],
    };
    await withSeeded(
      server,
      `create type mood as enum ('a', 'b', 'c'); ${schema}`,
      { never },
      async ({ ask, covered }) => {
        expect(await ask("select s from t where s is null or s = ''")).toEqual([]);
        expect(await ask("select x from t where x ~ '[^\\x20-\\x7e]' or x ~ '-[0-9]$'")).toEqual([]);
        expect(await ask("select distinct m from t where m is not null order by 1")).toEqual([["a"], ["c"]]);
        expect(await ask("select count(*) from t")).toEqual([["60"]]);
        expect(covered.filter((one) => !one.covered).map(({ column, missing }) => [column, missing])).toEqual([]);
      },
    );
  });
});

test.for([1, 2, 3, 4, 5, 6, 7, 8])(
  "ranges that exclude each other still get rows beside the unbounded ones, with seed %i",
  async (seed) => {
    const schema = `create extension btree_gist; create table t (during tstzrange, exclude using gist (during with &&));
    create table r (room int, during daterange, exclude using gist (room with =, during with &&))`;
    await withSeeded(server, schema, { seed }, async ({ ask }) => {
      expect(await ask("select (select count(*) > 20 from t), (select count(*) > 40 from r)")).toEqual([["t", "t"]]);
    });
  },
);
