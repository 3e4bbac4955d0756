import { expect, test } from "vitest";
import { type Action, actionReader } from "./index.ts";

async function read(...statements: readonly string[]): Promise<readonly Action[]> {
  const reader = actionReader();
  const actions: Action[] = [];
  for (const sql of statements) actions.push(...(await reader({ sql })));
  return actions;
}

/** The actions without what is as usual, on one line each. */
async function shown(...statements: readonly string[]): Promise<readonly string[]> {
  return (await read(...statements)).map((action) => {
    const object = "object" in action && action.object !== null ? [action.object] : [];
    const names = object.flatMap(({ schema, name, part }) => [schema, name, part].filter((one) => one !== null));
    const { does, object: _, ...rest } = { object: null, ...action };
    const more = Object.entries(rest).filter(([, value]) => value !== null && value !== false && value !== "");
    const told = more
      .filter(([, value]) => !Array.isArray(value) || value.length > 0)
      .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
    return [does, names.join("."), ...told].filter((part) => part !== "").join(" ");
  });
}

test.for<readonly [sql: string, expected: readonly string[]]>([
  ['drop table a, app."B" cascade', ["drop a kind=table cascade=true", "drop app.B kind=table cascade=true"]],
  ["drop policy p on app.t", ["drop app.t.p kind=policy"]],
  ["drop trigger g on t", ["drop t.g kind=trigger"]],
  ["drop function f(int), app.g", ["drop f kind=routine", "drop app.g kind=routine"]],
  ["drop index concurrently app.i", ["drop app.i kind=index concurrently=true"]],
  ["drop extension hstore cascade", ["drop hstore kind=extension cascade=true"]],
  ["drop owned by joe cascade", ["drop joe kind=owned cascade=true"]],
  ["reassign owned by joe, jim to app", ["reassign-owned joe", "reassign-owned jim"]],
  ["drop view if exists v, w", ["drop v kind=view ifExists=true", "drop w kind=view ifExists=true"]],
  ["alter table t drop if exists a", ["drop t.a kind=column ifExists=true"]],
  ["alter table if exists t drop a", ["drop t.a kind=column ifExists=true"]],
  ["alter table t drop a, drop column b cascade", ["drop t.a kind=column", "drop t.b kind=column cascade=true"]],
  ["alter foreign table t drop a", []],
  ["alter type address drop attribute zip", ["drop address.zip kind=attribute"]],
  ["alter domain d drop constraint c", ["drop d.c kind=constraint"]],
  ["truncate a, only b cascade", ["truncate a cascade=true", "truncate b cascade=true"]],
])("drops: %s", async ([sql, expected]) => {
  expect(await shown(sql)).toEqual(expected);
});

test.for<readonly [sql: string, expected: readonly string[]]>([
  ["delete from t", ["delete t"]],
  ["delete from t using u where t.id = u.id", ["delete t chooses=true where=t.id = u.id"]],
  ["delete from t where true", ["delete t where=true"]],
  ["delete from t where true and 1 = 1", ["delete t where=true AND 1 = 1"]],
  ["delete from t where 1 = 1 or a", ["delete t where=1 = 1 OR a"]],
  ["delete from t where 1 = 1 and left(a, 1) = 'x'", ["delete t chooses=true where=1 = 1 AND left(a, 1) = 'x'"]],
  ["update t set a = 1, (b, c) = (2, 3)", ['update t columns=["a","b","c"]']],
  ["insert into t (a) values (1) on conflict do nothing", ['insert t columns=["a"]']],
  ["insert into t select * from app.u", ['insert t from={"schema":"app","name":"u","part":null}']],
  ["insert into t select * from u join v on true", ["insert t"]],
  [
    "with gone as (delete from u returning *) insert into t select * from gone",
    ['insert t from={"schema":null,"name":"u","part":null}', "delete u"],
  ],
  ["with recursive r as (select * from r) insert into t select * from r", ["insert t"]],
  [
    "merge into t using u on t.a = u.a when matched then delete when not matched then insert (a) values (1)",
    ["delete t chooses=true", 'insert t columns=["a"]'],
  ],
  ["copy t (a) from stdin", ['insert t columns=["a"]']],
  ["copy t to stdout", []],
  ["create rule r as on insert to t do also delete from t", []],
  ["explain delete from t", []],
  ["explain (analyze false) delete from t", []],
  ["explain (analyze 0) delete from t", []],
  ["explain (analyze, costs off) delete from t", ["delete t"]],
  ["explain (analyze 1) delete from t", ["delete t"]],
])("rows: %s", async ([sql, expected]) => {
  expect(await shown(sql)).toEqual(expected);
});

test.for<readonly [type: string, expected: string]>([
  ["int4", "integer"],
  ["int", "integer"],
  ["varchar(20)[]", "character varying(20)[]"],
  ["char", "character(1)"],
  ['"char"', '"char"'],
  ["decimal(10, 2)", "numeric(10,2)"],
  ["timestamptz(3)", "timestamp(3) with time zone"],
  ["timestamp", "timestamp without time zone"],
  ["time(2) with time zone", "time(2) with time zone"],
  ["float(20)", "real"],
  ["interval day to second(3)", "interval day to second(3)"],
  ["serial", "integer"],
  ["bit varying(4)", "bit varying(4)"],
  ['app."Mood"', 'app."Mood"'],
  ["geometry(Point, 4326)", "geometry(point,4326)"],
  ["constructor", "constructor"],
  ['"toString"', '"toString"'],
])("the type %s is printed as %s", async ([type, expected]) => {
  expect(await read(`alter table t alter a type ${type}`)).toMatchObject([{ type: expected }]);
});

test.for<readonly [definition: string, expected: object]>([
  ["a int", { default: "none", notNull: false, unique: false }],
  ["a int default null", { default: "null" }],
  ["a int[] default '{}'::int[] not null", { default: "constant", notNull: true }],
  ["a text default lower('A')", { default: "constant" }],
  ["a timestamptz default now()", { default: "stable" }],
  ["a timestamptz default current_timestamp", { default: "stable" }],
  ["a uuid default gen_random_uuid()", { default: "volatile" }],
  ["a int default app.next_number()", { default: "volatile" }],
  ["a int generated always as identity unique", { default: "identity", notNull: true, unique: true }],
  ["a int generated always as (b + 1) stored", { default: "stored" }],
  ["a bigserial primary key", { default: "volatile", notNull: true, unique: true, type: "bigint" }],
])("adds the column %s", async ([definition, expected]) => {
  const [action, ...others] = await read(`alter table t add column ${definition}`);
  expect(action).toMatchObject({ does: "add-column", object: { schema: null, name: "t", part: "a" }, ...expected });
  expect(others).toEqual([]);
});

test("a function says how often it gives another value", async () => {
  const made = "create function f() returns int language sql immutable as 'select 1'";
  expect(await read(made, "alter table t add a int default f()")).toMatchObject([{}, { default: "constant" }]);
});

test.for<readonly [sql: string, expected: readonly string[]]>([
  [
    "alter table t add a int check (a > 0) references u",
    [
      "add-column t.a type=integer default=none",
      'add-constraint t kind=check columns=["a"] validated=true expression=a > 0',
      'add-constraint t kind=foreign key columns=["a"] validated=true',
    ],
  ],
  [
    "alter table t add constraint c check (a > b) not valid, add primary key using index i",
    [
      'add-constraint t.c kind=check columns=["a","b"] expression=a > b',
      "add-constraint t kind=primary key validated=true usingIndex=true",
    ],
  ],
  [
    "alter table t add exclude using gist (a with =), add constraint n not null b",
    [
      'add-constraint t kind=exclude columns=["a"] validated=true',
      'add-constraint t.n kind=not null columns=["b"] validated=true',
    ],
  ],
  [
    "alter table t alter a set not null, alter b set default 1, alter b drop default",
    ["set-not-null t.a", "set-default t.b", "drop-default t.b"],
  ],
  ["alter table t alter a type int using a::int", ["change-type t.a type=integer using=a::int"]],
  [
    "alter table t disable row level security, force row level security",
    ["row-security t to=disabled", "row-security t to=forced"],
  ],
  [
    "alter table t disable trigger all, enable replica trigger g, enable always trigger h",
    ["switch-trigger t to=disabled", "switch-trigger t.g to=disabled", "switch-trigger t.h to=enabled"],
  ],
  ["alter table t detach partition p", ['detach-partition t partition={"schema":null,"name":"p","part":null}']],
  ["alter table t attach partition p default", ['attach-partition t partition={"schema":null,"name":"p","part":null}']],
  ["alter table t set unlogged", ["set-logged t to=unlogged"]],
  ["alter table t alter a restart; alter sequence s restart with 5", ["restart-sequence t.a", "restart-sequence s"]],
  ["alter domain d add check (value > 0)", ["add-constraint d kind=check validated=true expression=value > 0"]],
])("alters: %s", async ([sql, expected]) => {
  expect(await shown(sql)).toEqual(expected);
});

test.for<readonly [sql: string, expected: readonly string[]]>([
  [
    "create schema app create table t (a int4)",
    ["make app kind=schema", 'make app.t kind=table columns=[{"name":"a","type":"integer","computed":false}]'],
  ],
  [
    "create temp table t as select 1::int8 as a, b from u",
    [
      'make t kind=table temporary=true columns=[{"name":"a","type":"bigint","computed":false},{"name":"b","type":null,"computed":false}]',
      'insert t columns=["a","b"] from={"schema":null,"name":"u","part":null}',
    ],
  ],
  [
    "select * into t from u; create table v as with w as (select a from u) select * from w",
    [
      "make t kind=table moreColumns=true",
      'insert t from={"schema":null,"name":"u","part":null}',
      "make v kind=table moreColumns=true",
      'insert v from={"schema":null,"name":"u","part":null}',
    ],
  ],
  [
    "create table t as select distinct a from u",
    ['make t kind=table columns=[{"name":"a","type":null,"computed":false}]', 'insert t columns=["a"]'],
  ],
  [
    "create table t (a) as select * from u with no data",
    ["make t kind=table columns=[{" + '"name":"a","type":null,"computed":false}]' + " moreColumns=true"],
  ],
  [
    "create table t (like u); create table p partition of t default; create table c () inherits (t)",
    ["make t kind=table moreColumns=true", "make p kind=table moreColumns=true", "make c kind=table moreColumns=true"],
  ],
  [
    "create unique index concurrently on app.t (a, lower(b))",
    [
      'make app. kind=index index={"table":{"schema":"app","name":"t","part":null},"columns":["a"],"unique":true,"concurrently":true}',
    ],
  ],
  ["create policy p on t; create extension hstore", ["make t.p kind=policy", "make hstore kind=extension"]],
  ["alter table t rename a to b; alter view v rename to w", ["rename t.a kind=column to=b", "rename v kind=view to=w"]],
  ["alter type m rename value 'x' to 'z'", ["rename m.x kind=label to=z"]],
  ["alter type m add value 'x'; alter type m set schema app", ["set-schema m kind=type to=app"]],
  ["set local lock_timeout = '5s'; begin; savepoint a", ["set name=lock_timeout value=5s local=true"]],
  ["vacuum t; vacuum full t; cluster", ["rebuild t how=vacuum full", "rebuild how=cluster"]],
  ["refresh materialized view concurrently m", ["rebuild m how=refresh concurrently=true"]],
])("makes and names: %s", async ([sql, expected]) => {
  expect(await shown(sql)).toEqual(expected);
});

test("reads DO blocks, EXECUTE of a known text, and functions where they are called", async () => {
  expect(await shown("do $$ begin if true then execute format('drop table %I', 'A'); end if; end $$")).toEqual([
    "drop A kind=table perhaps=true",
  ]);
  const made =
    "create function clear() returns void language plpgsql as $$ begin delete from t; perform clear(); end $$";
  expect(await shown(made)).toEqual(["make clear kind=routine"]);
  expect((await shown(made, "select app.clear()")).slice(1)).toEqual(["delete t"]);
  const atomic = "create procedure p() begin atomic delete from t; update u set a = 1; end";
  expect((await shown(atomic, "call p()")).slice(1)).toEqual(["delete t", 'update u columns=["a"]']);
});

test("says what runs unread, and why", async () => {
  const unread = async (...statements: readonly string[]) =>
    (await read(...statements)).flatMap((action) => (action.does === "unread" ? action.why : []));
  const together = "EXECUTE of a text that is put together when it runs";
  const block = (body: string) => `do $$ declare x text := current_user; begin ${body} end $$`;
  expect(await unread(block("execute x;"))).toEqual([together]);
  expect(await unread(block("execute 'drop table ' || x;"))).toEqual([together]);
  expect(await unread(block("execute format('drop table %I', x);"))).toEqual([together]);
  expect(await unread(block("for x in execute x loop null; end loop;"))).toEqual([together]);
  expect(await unread("do $$ declare c refcursor; begin open c for execute current_user; end $$")).toEqual([together]);
  expect(await unread(block("perform lower(x); x := my_own(x); execute 'select 1';"))).toEqual([]);
  expect(await unread(block("perform my_own(x);"))).toEqual(["it calls my_own(), whose body no migration holds"]);
  expect(await unread('select "My Own"(now())')).toEqual(['it calls "My Own"(), whose body no migration holds']);
  expect(await unread("select set_config('search_path', '', false), nextval('s')")).toEqual([]);
  expect(await unread("do language plperl $$ 1 $$")).toEqual(["its body is in plperl"]);
  expect(await unread("do $$ this is not plpgsql $$")).toEqual(["its body cannot be parsed"]);
  expect(await unread("selekt 1")).toEqual(["it cannot be parsed"]);
  expect(await unread("execute x")).toEqual(["it runs a prepared statement"]);
  expect(await unread("create function f() returns int language c as 'x'")).toEqual([]);
  expect(await unread("create function f() returns int language c as 'x'", "call f()")).toEqual(["its body is in c"]);
});
