import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { needs } from "../database/skip.fixture.ts";
import type { Server } from "../model/database.ts";
import { readExpression } from "../sql/check-expression.ts";
import { labelsOf } from "./checks.ts";
import { gaps, startWorld, withSeeded } from "./world.fixture.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorld();
});
afterAll(() => server.stop());

describe("one column is filled under the check", () => {
  test.for([
    ["text", "a similar to '[A-Z]{2}-(foo|bar)[0-9]+'"],
    ["text", "a similar to 'x.(_|%)[yz]{2}'"],
    ["text", "regexp_like(a, '^v\\d+\\.\\d+$')"],
    ["text", "regexp_match(a, '^v\\d+\\.\\d+$') is not null"],
    ["text", "a ~ '^([a-z])\\1-(x|y)\\2$'"],
    ["text", "case when a ~ '^x' then a ~ '^x[0-9]{9}$' else false end"],
    ["text", "a ~ '^[a-z]+-[0-9]+$' and length(a) > 20"],
    ["text", "a like 'u\\_%' and length(btrim(a)) > 10"],
    ["text", "position('@' in a) > 1"],
    ["text", "substr(a, 1, 3) = 'abc' and length(a) = 12"],
    ["text", "length(decode(a, 'hex')) = 20"],
    ["text", "family(a::inet) = 4"],
    ["text", "a::date > '2001-01-01'"],
    ["text", "a::numeric < 0"],
    ["text[]", "cardinality(a) = 8"],
    ["int[]", "array_length(a, 1) = 7 and array_position(a, null) is null"],
    ["varchar(20)[]", "a <@ array['read', 'write', 'admin']::varchar[] and cardinality(a) > 0"],
    ["jsonb", "a ? 'kind' and a ? 'version'"],
    ["jsonb", "a ?& array['kind', 'version']"],
    ["jsonb", "a #>> '{x,y}' is not null"],
    ["jsonb", "jsonb_typeof(a) = 'object' and jsonb_typeof(a->'of') = 'number' and a->'tags'->>0 = 'new'"],
    ["jsonb", "a @> '{\"v\": {\"w\": 1}}' and (a->>'n')::int > 10 and jsonb_array_length(a->'list') = 3"],
    ["jsonb", "jsonb_path_exists(a, '$.name.first') and a->>'code' ~ '^[A-Z]{3}$'"],
    ["bytea", "octet_length(a) = 32"],
    ["bytea", "bit_length(a) = 256"],
    ["uuid", "substring(a::text, 15, 1) = '7'"],
    ["bigint", "length(a::text) = 10"],
    ["int", "a::text ~ '^7[0-9]{4}7$'"],
  ] as const)("%s: %s", async ([type, check], context) => {
    if (check.startsWith("regexp_like")) needs(context, server, 15, "regexp_like");
    const schema = `create table t (id int primary key, a ${type} not null check (${check}))`;
    await withSeeded(server, schema, {}, async ({ covered, ask }) => {
      expect(gaps(covered)).toEqual([]);
      // A check that is neither true nor false takes a row as well, but says nothing about it.
      const [[met] = []] = await ask(`select count(distinct a) from t where ${check}`);
      expect(Number(met)).toBeGreaterThan(4);
    });
  });
});

test("a domain over an array gets arrays of its length", async () => {
  const schema =
    "create domain week as int[] check (cardinality(value) = 7); create table t (id int primary key, a week)";
  await withSeeded(server, schema, {}, async ({ covered }) => expect(gaps(covered)).toEqual([]));
});

describe("functions say what they take", () => {
  const t = "create table t (id int primary key, a text not null";
  const beforeInsert = (body: string): string =>
    `create function f() returns trigger language plpgsql as $$begin ${body} return new; end$$;
    create trigger f before insert on t for each row execute function f()`;
  test.for([
    [
      "in SQL",
      `create function fits(text) returns boolean immutable language sql as $$select $1 ~ '^[a-z]{3}_[A-Z0-9]{10}$'$$;
      ${t} check (fits(a)))`,
    ],
    [
      "in PL/pgSQL, with a pattern made of an argument",
      `create function fits(given text, start text) returns boolean immutable language plpgsql as
      $$begin return given like start || '\\_%' and length(given) > 12; end$$;
      ${t} check (fits(a, 'abc')))`,
    ],
    [
      "about two columns",
      `create function fits(state text, days int) returns boolean immutable language plpgsql as
      $$begin if state = 'open' then return days > 5; elsif state = 'shut' then return days is null; end if; return false; end$$;
      ${t}, days int, check (fits(a, days)))`,
    ],
    [
      "that a domain asks",
      `create function fits(text) returns boolean immutable language sql as $$select $1 ~ '^[A-Z]{2}[0-9]{5}$'$$;
      create domain code as text check (fits(value)); create table t (id int primary key, a code not null)`,
    ],
    [
      "as triggers that refuse",
      `${t}); ${beforeInsert("if new.a not in ('on', 'off') then raise exception 'neither'; end if;")}`,
    ],
    [
      "as triggers that compute with other functions",
      `create function part(given text) returns text immutable language plpgsql as $$
      declare found text[] := regexp_match(given, '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)(?:-([a-z]+))?$');
      begin return found[1]; end$$;
      ${t}, part text not null); ${beforeInsert("new.part := part(new.a);")}`,
    ],
    ["as triggers that copy a text into a number", `${t}, n int); ${beforeInsert("new.n := new.a;")}`],
  ] as const)("%s", async ([, schema]) => {
    await withSeeded(server, schema, {}, async ({ covered, ask }) => {
      expect(gaps(covered)).toEqual([]);
      const [[rows] = []] = await ask("select count(*) from t");
      expect(Number(rows)).toBeGreaterThan(20);
    });
  });
});

test.for([
  ["kind in ('a', 'b')", ["a", "b"]],
  ["kind is null or kind in ('a', 'b')", ["a", "b"]],
  ["kind = 'a' or kind = 'b'", ["a", "b"]],
  ["kind = 'a' or length(kind) > 10", []],
  ["kind not in ('a', 'b')", []],
] as const)("what must appear of %s", async ([check, labels]) => {
  expect(labelsOf([await readExpression(check)], "kind")).toEqual(labels);
});
