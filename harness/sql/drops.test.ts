import { expect, test } from "vitest";
import { type Step, stepReader } from "./drops.ts";
import { shownName } from "./quote.ts";

function shown({
  kind,
  schema,
  name,
  column,
}: {
  kind: string;
  schema: string | null;
  name: string;
  column: string | null;
}) {
  return `${kind} ${shownName(...[schema, name, column].filter((part) => part !== null))}`;
}

test.for<readonly [sql: string, expected: readonly string[]]>([
  ["drop table a.b, if_c", ["table a.b", "table if_c"]],
  ["drop table if exists only_if_there cascade", ["table only_if_there cascade"]],
  ["drop schema app, old cascade", ["schema app cascade", "schema old cascade"]],
  ["drop type app.mood cascade", ["type app.mood cascade"]],
  ["drop domain email", ["type email"]],
  [
    'alter table only app."T" drop column if exists a cascade, drop b, add c int, drop constraint d',
    ['column app."T".a cascade', 'column app."T".b'],
  ],
  ["alter type app.address drop attribute zip cascade", ["attribute app.address.zip cascade"]],
  ["truncate a, only app.b restart identity cascade", ["rows a cascade", "rows app.b cascade"]],
  ["delete from app.t", ["rows app.t"]],
  ["delete from t using u", ["rows t"]],
  ["delete from t where true", ["rows t"]],
  ["delete from t where a = 1", []],
  ["with gone as (delete from t returning *) insert into u select * from gone", ["rows t"]],
  ["create rule r as on insert to t do also delete from t", []],
  ["create view v as select 1", []],
  ["explain delete from t", []],
  ["drop view v; drop materialized view m; drop index i; drop sequence s; drop foreign table f", []],
  ["alter foreign table f drop column a", []],
  ["drop table a; drop table b", ["table a", "table b"]],
  ["drop tabel a", []],
])("drops: %s", async ([sql, expected]) => {
  const drops = (await stepReader()({ sql })).flatMap((step) => (step.does === "drop" ? step.object : []));
  expect(drops.map((one) => `${shown(one)}${one.cascade ? " cascade" : ""}`)).toEqual(expected);
});

test.for<readonly [sql: string, expected: readonly string[]]>([
  [
    "create table if not exists app.t (a int, b text, check (a > 0), like u)",
    ["table app.t", "column app.t.a", "column app.t.b"],
  ],
  ["create temp table t (a int)", ["table t, temporary", "column t.a, temporary"]],
  ["create table t (x) as select 1, u.b, count(*) as n from u", ["table t", "column t.x", "column t.b", "column t.n"]],
  ["select u.a, 1 as b into app.t from u", ["table app.t", "column app.t.a", "column app.t.b"]],
  ["create materialized view m as select 1 as a", []],
  ["create table p partition of t for values in (1)", ["table p"]],
  ["alter table t add column if not exists a int, drop b", ["column t.a"]],
  ["alter type address add attribute zip text", ["attribute address.zip"]],
  ["create type app.address as (zip text)", ["type app.address", "attribute app.address.zip"]],
  ["create type mood as enum ('a')", ["type mood"]],
  ["create domain email as text", ["type email"]],
  ["create schema app create table t (a int)", ["schema app", "table app.t", "column app.t.a"]],
  ["create schema authorization joe", ["schema joe"]],
])("makes: %s", async ([sql, expected]) => {
  const made = (await stepReader()({ sql })).flatMap((step) => (step.does === "make" ? step.object : []));
  expect(made.map((one) => `${shown(one)}${one.temporary ? ", temporary" : ""}`)).toEqual(expected);
});

async function stepsOf(...statements: readonly string[]): Promise<readonly string[]> {
  const read = stepReader();
  const steps: Step[] = [];
  for (const sql of statements) steps.push(...(await read({ sql })));
  return steps.map((step) => {
    if (step.does === "unknown") return `unknown: ${step.why}`;
    if (step.does === "search") return `search ${step.schema}`;
    return `${step.does} ${shown(step.object)}${step.does === "rename" ? ` to ${shown(step.to)}` : ""}`;
  });
}

test("renames and moves give both names", async () => {
  expect(
    await stepsOf(
      "alter table app.t rename to u",
      "alter table app.u rename column a to b",
      "alter table app.u set schema old",
      "alter schema old rename to older",
      "alter type app.address rename to place",
      "alter type app.place rename attribute zip to code",
      "alter index i rename to j",
      "set search_path to app, public",
    ),
  ).toEqual([
    "rename table app.t to table app.u",
    "rename column app.u.a to column app.u.b",
    "rename table app.u to table old.u",
    "rename schema old to schema older",
    "rename type app.address to type app.place",
    "rename attribute app.place.zip to attribute app.place.code",
    "search app",
  ]);
});

test("DO blocks are read, and functions where they are called", async () => {
  const block = `do $$ begin
    if exists (select 1 from t) then drop table a; end if;
    execute 'alter table ' || quote_ident('b') || ' drop column c';
    execute format('truncate %I.%I', 'app', 'd');
  end $$`;
  expect(await stepsOf(block)).toEqual(["drop table a", "drop column b.c", "drop rows app.d"]);
  const made =
    "create function clear() returns void language plpgsql as $$ begin delete from t; perform clear(); end $$";
  expect(await stepsOf(made)).toEqual([]);
  expect(await stepsOf("select clear()")).toEqual([]);
  expect(await stepsOf(made, "select app.clear()")).toEqual(["drop rows t"]);
  expect(await stepsOf("create procedure p() language sql as 'drop table a'", "call p()")).toEqual(["drop table a"]);
});

test("drops that no text names are said to be there", async () => {
  const unnamed = "unknown: what it drops is named only when it runs";
  const loop = "for r in select tablename from pg_tables loop";
  expect(
    await stepsOf(
      `do $$ declare r record; begin ${loop} execute format('drop table %I cascade', r.tablename); end loop; end $$`,
    ),
  ).toEqual([unnamed]);
  expect(await stepsOf(`do $$ declare c text; begin c := 'drop table ' || current_user; execute c; end $$`)).toEqual([
    unnamed,
  ]);
  expect(await stepsOf(`do $$ declare c text; begin c := 'drop index ' || current_user; execute c; end $$`)).toEqual(
    [],
  );
  expect(await stepsOf(`do $$ begin execute 'drop table ' || current_user; truncate t; end $$`)).toEqual([
    unnamed,
    "drop rows t",
  ]);
  expect(await stepsOf(`do $$ declare c text; begin drop table a; c := current_user; execute c; end $$`)).toEqual([
    "drop table a",
  ]);
  expect(await stepsOf("drop tabel a")).toEqual(["unknown: it cannot be parsed"]);
  expect(await stepsOf("selekt 1")).toEqual([]);
  expect(await stepsOf(`do language plperl $$ spi_exec_query("drop table a") $$`)).toEqual([unnamed]);
  expect(await stepsOf("do $$ begin this is not plpgsql; drop table a; end $$")).toEqual([unnamed]);
  expect(await stepsOf("do $$ begin execute 'alter table a alter b drop default'; end $$")).toEqual([]);
  expect(await stepsOf("drop owned by app")).toEqual(["unknown: DROP OWNED drops whatever belongs to a role"]);
  expect(await stepsOf("drop extension hstore")).toEqual([]);
  expect(await stepsOf("drop extension hstore cascade")).toEqual([
    "unknown: DROP EXTENSION … CASCADE also drops the columns of the extension's types",
  ]);
});
