import { describe, expect, test } from "vitest";
import type { Statement } from "../model/history.ts";
import { constants, type Known } from "./constants.ts";

const tables: Readonly<Record<string, readonly string[]>> = {
  accounts: ["id", "status", "email", "kind"],
  projects: ["id", "account_id", "code"],
};

function known(functions: Readonly<Record<string, readonly string[]>> = {}): Known {
  return { columnsOf: (_, table) => tables[table] ?? null, functionsOf: (_, name) => functions[name] ?? [] };
}

function statement(sql: string): Statement {
  return { migration: "0001_x", file: "drizzle/0001_x.sql", sql, line: 1, column: 1 };
}

/** "table.column operator value", "?" for a table that could not be told. */
async function read(sql: string | readonly string[], context = known()): Promise<string[]> {
  const found = await constants([sql].flat().map(statement), context);
  return found.map(({ use, schema, table, column, operator, value }) => {
    const word = use === "limited" && operator === "in" ? use : operator;
    return `${schema === null ? "" : `${schema}.`}${table ?? "?"}.${column} ${word} ${value}`;
  });
}

describe("compared with a column", () => {
  test.for<readonly [sql: string, expected: readonly string[]]>([
    ["delete from sessions where kind = 'guest'", ["sessions.kind = guest"]],
    ["update app.sessions set a = 1 where 5 < n and n <> -7", ["app.sessions.n > 5", "app.sessions.n <> -7"]],
    [
      "select 1 from t where a = 0 and b = '' and c = false and d > 1.50",
      ["t.a = 0", "t.b = ", "t.c = false", "t.d > 1.50"],
    ],
    ["select 1 from t where a in ('x', 'y') and b not in (1)", ["t.a in x", "t.a in y", "t.b in 1"]],
    ["select 1 from t where a = any(array['x', 'y']::text[])", ["t.a in x", "t.a in y"]],
    [`select 1 from t where a <> all('{x,"y, z",NULL}'::text[])`, ["t.a in x", "t.a in y, z"]],
    ["select 1 from t where n not between 1 and 9", ["t.n >= 1", "t.n <= 9"]],
    ["select 1 from t where a like 'x%' or a !~~* 'y'", ["t.a like x%", "t.a like y"]],
    ["select 1 from t where a is distinct from 'x' and nullif(b, '') is null", ["t.a <> x", "t.b = "]],
    ["select case a when 'x' then 1 end, case when b >= 3 then 2 end from t", ["t.a = x", "t.b >= 3"]],
    ["select 1 from t where (a, b) in ((1, 'x'))", ["t.a in 1", "t.b in x"]],
    ["select 1 from t where d < date '2020-01-01' and a::text = 'x'::text", ["t.d < 2020-01-01", "t.a = x"]],
    ["select 1 from t where lower(trim(a)) = 'x' and coalesce(b, 0) = 4 and a = null", ["t.a = x", "t.b = 4"]],
    [`select 1 from "T" where "A" = 'x'`, ["T.A = x"]],
    ["delete from t using accounts a where t.account = a.id and a.status = 'closed'", ["accounts.status = closed"]],
    ["select 1 from accounts, projects where code = 'x' and id = 1", ["projects.code = x", "?.id = 1"]],
    ["select 1 from a join b on b.x = 'y' where z = 1", ["b.x = y", "?.z = 1"]],
    ["delete from t where id in (select p from u where u.s = 'x' and t.k = 'y')", ["u.s = x", "t.k = y"]],
    ["with gone as (delete from t where a = 'x' returning *) select 1 from gone where b = 2", ["?.b = 2", "t.a = x"]],
    ["insert into t select * from u where a = 'x' union all select * from v where a = 'y'", ["u.a = x", "v.a = y"]],
    ["merge into t using u on t.id = u.id when matched and u.a = 'x' then delete", ["u.a = x"]],
    ["alter table t alter a type int using case when a = 'many' then 99 else 1 end", ["t.a = many"]],
    [
      "alter table s.t add constraint c check (n > 0), add check (a in ('x'))",
      ["s.t.n > 0", "s.t.a in x", "s.t.a limited x"],
    ],
    ["create unique index i on t (a) where b = 'live'", ["t.b = live"]],
    ["create domain d as text check (value = 'x')", []],
    ["select 1 from t where a = b and c = now()", []],
    ["this is no sql where a = 'x'", []],
  ])("%s", async ([sql, expected]) => {
    expect(await read(sql)).toEqual(expected);
  });
});

describe("looked into", () => {
  test.for<readonly [condition: string, expected: readonly string[]]>([
    ["a ~ '^x[0-9]+$' or a !~* 'y'", ["t.a regex ^x[0-9]+$", "t.a regex y"]],
    ["position('@x' in a) > 0 and strpos(b, 'y_') = 0", ["t.a like %@x%", "t.b like %y\\_%"]],
    ["left(a, 5) = 'test_' or right(b, 1) <> 'z'", ["t.a like test\\_%", "t.b like %z"]],
    ["split_part(a, '@', 2) = 'x' and split_part(a, '-', 1) = 'y'", ["t.a like _@x", "t.a like y"]],
    ["substring(a from 3 for 2) = 'xy' and starts_with(b, 'p')", ["t.a like __xy%", "t.b like p%"]],
    ["a ^@ 'q'", ["t.a like q%"]],
    ["a in (values ('x'), ('y')) and b in (select 1 union select 2)", ["t.a in x", "t.a in y", "t.b in 1", "t.b in 2"]],
    ["d ->> 'k' = 'v' and d -> 'a' -> 0 ->> 'b' = 'w'", ['t.d contains {"k":"v"}', 't.d contains {"a":[{"b":"w"}]}']],
    ["d #>> '{a,b}' = 'x' and d -> 'n' = '1'", ['t.d contains {"a":{"b":"x"}}', 't.d contains {"n":1}']],
    ["(d ->> 'n')::int > 5", ['t.d contains {"n":"5"}', 't.d contains {"n":"4"}', 't.d contains {"n":"6"}']],
    [`d @> '{"k": true}' or d ? 'k'`, ['t.d contains {"k": true}', 't.d contains {"k":true}']],
    ["a @> array['x', 'y'] or b && array['z']::text[]", ['t.a contains {"x","y"}', 't.b contains {"z"}']],
    [
      "array_remove(a, 'x') = '{}' and array_replace(b::text[], 'y', 'z') <> c",
      ['t.a contains {"x"}', 't.b contains {"y"}'],
    ],
    ["a || ':' || b = 'x:y:z' and 'q-1' = concat(c, '-', d::text)", ["t.a = x", "t.b = y:z", "t.c = q", "t.d = 1"]],
    [
      "lower(coalesce(a, '') || ' ' || b) in ('x y', 'z') or concat_ws('.', c, d) <> '1.'",
      ["t.a in x", "t.b in y", "t.c <> 1", "t.d <> "],
    ],
    [
      "encode(a, 'hex') = 'BEEF' or encode(b, 'escape') = 'x' or encode(c, 'base64') <> 'AQI='",
      ["t.a = \\xbeef", "t.c <> \\x0102"],
    ],
    ["a = any (string_to_array('x,y', ',')) or b = any (string_to_array(c, ','))", ["t.a in x", "t.a in y"]],
    ["to_tsvector('english', coalesce(a, '')) @@ to_tsquery('english', 'x:*A & !y | z')", ["t.a = x z"]],
    [
      "a @@ plainto_tsquery('x y') or to_tsvector(b || ' ' || c) @@ websearch_to_tsquery('\"x y\" -z')",
      ["t.a = x y", "t.b = x", "t.c = y"],
    ],
    [
      "d #>> '{a,b}' is not null and d -> 'k' is null and e -> 'f' is not null and a is not null",
      ['t.d contains {"a":{"b":"some"}}', 't.e contains {"f":"some"}'],
    ],
    [
      "(a at time zone 'Europe/Berlin')::date = '2020-02-29' and date_trunc('month', b) = '2020-01-01'",
      ["t.a = 2020-02-29 12:00", "t.b = 2020-01-01"],
    ],
    [
      "extract(year from a) < 2015 and date_part('year', b) > 2015 and extract(month from c) = 5",
      ["t.a < 2016-01-01", "t.a < 2015-01-01", "t.b > 2015-01-01", "t.b > 2016-01-01"],
    ],
    [
      `d @? '$.a[*] ? (@."b c" == "x")' or e @@ 'lax $.n == 5'`,
      ['t.d contains {"a":[{"b c":"x"}]}', 't.e contains {"n":5}'],
    ],
    ["jsonb_path_exists(d, '$.k') or d @? '$.a ? (@ > 5)' or d @? '$'", ['t.d contains {"k":"some"}']],
    ["a || now()::text = 'x' or a || b like 'x%'", []],
    ["array_position(a, 'x') > 0 and array_positions(b, c) is null", ['t.a contains {"x"}']],
    [`'x"' = any(a) and length(b) > 100`, ['t.a contains {"x\\""}', "t.b length 100"]],
  ])("%s", async ([condition, expected]) => {
    expect(await read(`delete from t where ${condition}`)).toEqual(expected);
  });
});

describe("compared with rows that are written out", () => {
  test.for<readonly [sql: string, expected: readonly string[]]>([
    [
      "merge into t using (values (1, 'x'), (2, 'y')) v(id, a) on t.id = v.id when matched then update set a = v.a",
      ["t.id = 1", "t.id = 2"],
    ],
    ["update t set a = 'x' from (select 1 as k union select 2) s where s.k = t.id", ["t.id = 1", "t.id = 2"]],
    ["with gone(k) as (values (1)) delete from t using gone where t.id = gone.k", ["t.id = 1"]],
    ["with gone(k) as (values (1)) delete from t where id in (select k from gone)", ["t.id in 1"]],
  ])("%s", async ([sql, expected]) => {
    expect(await read(sql)).toEqual(expected);
  });
});

describe("compared without its case", () => {
  test.for<readonly [sql: string, columns: readonly string[]]>([
    ["create unique index on accounts (kind, lower(email))", ["accounts.email"]],
    ["create unique index on s.t (upper(trim(a)) desc)", ["s.t.a"]],
    ["create unique index on t (a collate no_case)", ["t.a"]],
    ["create index on t (lower(a))", []],
    ["create unique index on t (a, (b + c))", []],
    ["alter table t alter a type public.citext, alter b type text", ["t.a"]],
    ["alter table t alter a type text collate no_case using a", ["t.a"]],
    ["alter table t add a citext unique", []],
  ])("%s", async ([sql, columns]) => {
    const twins = ["Ann@example.com", "ann@example.com", "Ab", "ab"];
    const found = (await read(sql)).filter((one) => one.includes(" = "));
    expect(found).toEqual(columns.flatMap((column) => twins.map((twin) => `${column} = ${twin}`)));
  });

  test("under the column's former name", async () => {
    const found = await read([
      "alter table accounts rename email to mail",
      "create unique index on accounts (lower(mail))",
    ]);
    expect(found[0]).toBe("accounts.email = Ann@example.com");
  });
});

describe("what the candidate holds a column to", () => {
  const mood = "create type mood as enum ('a', 'b')";
  const cast = "alter table accounts alter status type mood using status::text::mood";
  const check = "alter table accounts add constraint c check (status in ('a'))";
  test.for<readonly [title: string, sql: readonly string[], expected: readonly string[]]>([
    ["a cast to an enum that it made", [mood, cast], ["accounts.status limited a", "accounts.status limited b"]],
    ["a cast to another type", [cast], ["accounts.status type mood"]],
    ["not what USING maps", [mood, cast.replace("status::text", "(status || '')")], []],
    ["not after an UPDATE of it", [mood, "update accounts set status = email", cast], []],
    ["not after a DELETE", [mood, "delete from accounts", cast], []],
    ["a list", [check], ["accounts.status in a", "accounts.status limited a"]],
    ["a list that is not validated", [`${check} not valid`], ["accounts.status in a"]],
    [
      "a list that is validated later",
      [`${check} not valid`, "alter table accounts validate constraint c"],
      ["accounts.status in a", "accounts.status limited a"],
    ],
    ["a comparison is no list", [check.replace("in ('a')", "> 'a'")], ["accounts.status > a"]],
    ["bytes", ["update accounts set kind = encode(('x' || email)::bytea, 'hex')"], ["accounts.email type bytea"]],
  ])("%s", async ([, sql, expected]) => {
    expect(await read(sql)).toEqual(expected);
  });
});

describe("inserted", () => {
  test.for<readonly [sql: string, expected: readonly string[]]>([
    ["insert into t (id, a) values (1, 'x'), (2, default)", ["t.id insert 1", "t.a insert x", "t.id insert 2"]],
    ["insert into accounts values (7, 'open')", ["accounts.id insert 7", "accounts.status insert open"]],
    ["insert into nowhere values (7)", []],
    ["insert into t (a) select 'x' where not exists (select 1 from t where a = 'x')", ["t.a insert x", "t.a = x"]],
    ["insert into t (id) values (3) on conflict (id) do update set a = 'q' where t.a = 'p'", ["t.id = 3", "t.a = p"]],
  ])("%s", async ([sql, expected]) => {
    expect(await read(sql)).toEqual(expected);
  });
});

describe("inside functions and blocks", () => {
  test("a DO block: its queries, its records, its constant EXECUTE", async () => {
    const found = await read(`do $$ declare r record; n int; begin
      n := (select count(*) from t where a = 'assigned');
      for r in select * from accounts where status = 'old' loop
        if r.kind = 'guest' and n > 10 then delete from projects where code = 'k'; end if;
      end loop;
      execute 'delete from u where z = ''1''';
    end $$`);
    expect(found).toEqual([
      "t.a = assigned",
      "?.kind = guest",
      "projects.code = k",
      "accounts.status = old",
      "u.z = 1",
    ]);
  });

  test.for<readonly [what: string, block: string, expected: readonly string[]]>([
    ["a variable", "declare s text := 'x'; begin delete from accounts where status = s;", ["accounts.status = x"]],
    [
      "a loop",
      "begin foreach s in array array['x', 'y'] loop delete from accounts where status = s; end loop;",
      ["accounts.status = x", "accounts.status = y"],
    ],
    ["USING", "begin execute 'delete from t where a = $1' using 'x';", ["t.a = x"]],
    ["format", "begin execute format('delete from %I where a = %L', 't', 'x');", ["t.a = x"]],
    ["a joined text", "begin s := 'x'; execute 'delete from t where a = ''' || s || '''';", ["t.a = x"]],
    ["a name that is not known", "begin execute format('delete from %I where a = 1', n);", ["?.a = 1"]],
  ])("any literal of the block may be meant: %s", async ([, block, expected]) => {
    const declared = block.startsWith("declare") ? block : `declare s text; n text; ${block}`;
    expect(await read(`do $$ ${declared} end $$`)).toEqual(expect.arrayContaining([...expected]));
  });

  test("the arguments of a call", async () => {
    const purge =
      "create function purge(s text) returns void language sql as $f$ delete from accounts where status = s $f$";
    expect(await read("select purge('x'), purge('y')", known({ purge: [purge] }))).toEqual([
      "accounts.status = x",
      "accounts.status = y",
    ]);
  });

  test("a function that a new trigger calls", async () => {
    const f = "create function f() returns trigger language plpgsql as $f$ begin delete from t where a = 'x'; end $f$";
    const found = await read("create trigger f after update on t execute function f()", known({ f: [f] }));
    expect(found).toEqual(["t.a = x"]);
  });

  test("functions that are called, whoever made them, also by one another and for ever", async () => {
    const functions = {
      purge: [
        "create function purge() returns void language plpgsql as $f$ begin perform inner_purge(); delete from t where a = 'p'; end $f$",
      ],
      inner_purge: [
        "create function inner_purge() returns void language sql as $f$ select purge(); delete from t where a = 'i' $f$",
      ],
    };
    expect(await read("select purge()", known(functions))).toEqual(["t.a = p", "t.a = i"]);
    expect(await read("select other()", known(functions))).toEqual([]);
  });

  test("functions and procedures that the statements make", async () => {
    const made = "create procedure tidy() language sql begin atomic delete from t where a = 'b'; end";
    const sql =
      "create function f(x int, out y int) language plpgsql as $$ begin y := x; delete from t where a = 'c'; end $$";
    expect(await read([made, sql, "call tidy()"])).toEqual(["t.a = b", "t.a = c"]);
  });

  test("a body that cannot be read is passed over", async () => {
    expect(
      await read(["do $$ this is not plpgsql $$", "do language plpython3u $$ x = 1 $$", "delete from t where a = 'x'"]),
    ).toEqual(["t.a = x"]);
  });
});

test("columns carry the names that they had before the renames", async () => {
  const found = await read([
    "alter table accounts rename column status to state",
    "alter table accounts rename to customers",
    "delete from customers where state = 'x'",
    "delete from customers c using projects where state = 'y' and email = 'z' and c.kind = 'k'",
  ]);
  expect(found).toEqual(["accounts.status = x", "accounts.status = y", "accounts.email = z", "accounts.kind = k"]);
});

test("nesting too deep for the call stack is no crash", async () => {
  expect(await read(`select 1 from t where a = ${"1+".repeat(2000)}1 or b = 'x'`)).toEqual(["t.b = x"]);
  expect(await read([`select ${"(".repeat(100_000)}`, "delete from t where a = 'x'"])).toEqual(["t.a = x"]);
});
