import { expect, test } from "vitest";
import { assignmentsOf } from "./index.ts";

const tables = [
  { schema: "public", name: "t", columns: ["id", "a", "b", "s_id"] },
  { schema: "public", name: "s", columns: ["id", "x"] },
];

async function read(sql: string, apart = false) {
  const statements = sql.split(";").map((one) => ({ sql: one }));
  const { holdings, copies } = await assignmentsOf(statements, tables, apart);
  return {
    holdings: Object.fromEntries(
      holdings.map(({ schema, name, of, columns, gone }) => {
        const changed = [...columns].filter(([key, { is }]) => is !== key).map(([key, value]) => [key, value.sql]);
        return [`${of.name}>${schema}.${name}`, { ...Object.fromEntries(changed), ...(gone === null ? {} : { gone }) }];
      }),
    ),
    copies: copies.map(({ of, name, columns, by }) => ({
      copy: `${of.name}>${name}`,
      by: by.join(),
      ...Object.fromEntries([...columns].map(([key, value]) => [key, value.sql])),
    })),
  };
}

const untouched = { "t>public.t": {}, "s>public.s": {} };

test.for<readonly [sql: string, holdings: Readonly<Record<string, unknown>>]>([
  ["update t set a = lower(a)", { "t>public.t": { a: "lower(a)" } }],
  [
    "update only t as q set a = lower(q.a) where q.b > 1",
    { "t>public.t": { a: "CASE WHEN b > 1 THEN lower(a) ELSE a END" } },
  ],
  ["update public.t set a = public.t.b", { "t>public.t": { a: "b" } }],
  ["update t set a = lower(a); update t set a = a || 'x'", { "t>public.t": { a: "lower(a) || 'x'" } }],
  ["update t set (a, b) = (b, a)", { "t>public.t": { a: "b", b: "a" } }],
  ["update t set a = 'x', b = a", { "t>public.t": { a: "'x'", b: "a" } }],
  [
    "update t set (a, b) = (select x, id from s where s.id = t.s_id)",
    {
      "t>public.t": {
        a: "(SELECT x FROM s WHERE s.id = t.s_id)",
        b: "(SELECT id FROM s WHERE s.id = t.s_id)",
      },
    },
  ],
  [
    "update t set a = s.x from s where s.id = s_id and t.b > 1",
    {
      "t>public.t": {
        a: "CASE WHEN EXISTS (SELECT 1 FROM s WHERE s.id = t.s_id AND t.b > 1) THEN (SELECT s.x FROM s WHERE s.id = t.s_id AND t.b > 1) ELSE a END",
      },
    },
  ],
  [
    "update t set a = m.n from (values ('x', 'y')) as m(o, n) where a = m.o",
    {
      "t>public.t": {
        a: "CASE WHEN EXISTS (SELECT 1 FROM ( VALUES ('x', 'y') ) AS m(o, n) WHERE t.a = m.o) THEN (SELECT m.n FROM ( VALUES ('x', 'y') ) AS m(o, n) WHERE t.a = m.o) ELSE a END",
      },
    },
  ],
  ["alter table t alter a type int using a::int", { "t>public.t": { a: "a::int" } }],
  ["alter table t alter column a set data type varchar(3)", { "t>public.t": { a: "CAST(a AS varchar(3))" } }],
  [
    "alter table t rename a to c; alter table t rename to u; create schema z; alter table u set schema z; update z.u set c = upper(c)",
    { "t>public.t": undefined, "t>z.u": { c: "upper(a)" } },
  ],
  ["alter table t add c text; update t set c = a; alter table t drop a", { "t>public.t": { c: "a" } }],
  ["alter table t add c text default 'x'", { "t>public.t": { c: "'x'::text" } }],
  ["delete from t where a is null", { "t>public.t": { gone: "a IS NULL" } }],
  ["delete from t q where q.a = 'x'; delete from t where b = 1", { "t>public.t": { gone: "a = 'x' OR b = 1" } }],
  [
    "delete from t using s where s.id = t.s_id and s.x = 1",
    { "t>public.t": { gone: "EXISTS (SELECT 1 FROM s WHERE s.id = t.s_id AND s.x = 1)" } },
  ],
  ["delete from t", { "t>public.t": { gone: "true" } }],
  ["truncate s, t", { "t>public.t": { gone: "true" }, "s>public.s": { gone: "true" } }],
  [
    "create table n (id int, a text, z int default 5); insert into n (id, a) select q.id, lower(q.a) from t q where q.b > 0; drop table t; alter table n rename to t",
    { "t>public.t": { a: "lower(a)", gone: "b > 0 IS NOT TRUE", z: "5::int" } },
  ],
  [
    "create table n as select *, a || b as c from t; drop table t; alter table n rename to t",
    { "t>public.t": { c: "a || b" } },
  ],
  [
    "create table n (like t including all); insert into n select * from t where a <> ''; drop table t; alter table n rename to t",
    { "t>public.t": { gone: "a <> '' IS NOT TRUE" } },
  ],
  [
    "insert into s (id, x) values (1, 'n') on conflict (id) do update set x = excluded.x",
    { "s>public.s": { x: "CASE WHEN id = 1 THEN 'n' ELSE x END" } },
  ],
  ["with gone as (delete from t where b = 2 returning *) select 1", { "t>public.t": { gone: "b = 2" } }],
])("%s", async ([sql, holdings]) => {
  expect((await read(sql)).holdings).toEqual({ ...untouched, ...holdings });
});

test.for<readonly [sql: string, copies: readonly unknown[]]>([
  [
    "insert into s (id, x) select id, lower(a) from t where a <> ''",
    [{ copy: "t>s", by: "", id: "id", x: "lower(a)" }],
  ],
  ["update t set a = s.x from s where s.id = t.s_id", [{ copy: "s>t", by: "s_id", s_id: "id", a: "x" }]],
  ["insert into s select id from t union select 1", []],
])("what is copied: %s", async ([sql, copies]) => {
  expect((await read(sql)).copies).toEqual(copies);
});

test("updates that do not build on each other are read one beside the other", async () => {
  const sql = "update t set a = 'x' where a = 'y'; update t set a = 'z' where a = 'w'";
  expect((await read(sql, true)).holdings).toMatchObject({
    "t>public.t": { a: "CASE WHEN a = 'w' THEN 'z' WHEN a = 'y' THEN 'x' ELSE a END" },
  });
});

test.for([
  "update t set a = excluded.a",
  "update nowhere set a = 1",
  "update t set a[1] = 'x'",
  "update t set a = default",
  "with w as (select 1 as n) update t set a = w.n from w",
  "update t set a = nothing.b",
])("nothing is said of what cannot be read: %s", async (sql) => {
  expect((await read(sql)).holdings).toEqual(untouched);
});

test("a long chain of updates ends in nothing, not in an expression that fills the memory", async () => {
  const sql = Array.from({ length: 40 }, (_, n) => `update t set a = a || a || '${n}' where a <> b`).join(";");
  expect((await read(sql)).holdings).toEqual(untouched);
});

test("a value for each of many rows is not an expression that anybody would read", async () => {
  const sql = Array.from({ length: 500 }, (_, n) => `update t set a = '${n}' where id = ${n}`).join(";");
  expect((await read(sql, true)).holdings).toEqual(untouched);
});
