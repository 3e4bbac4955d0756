import { expect, test } from "vitest";
import type { History, Migration } from "../../model/history.ts";
import { splitStatements } from "../../sql/split.ts";
import { type Inventory, inventory } from "./inventory.ts";
import type { Production } from "./production.ts";

interface Written {
  readonly up: string;
  readonly down?: string;
}

/** A history of "m1", "m2", … */
async function of(written: readonly Written[], production: Production | null = null): Promise<Inventory> {
  const migrations = written.map(({ up }, place) => migration(`m${place + 1}`, up));
  const history: History = { tool: "test", layout: "test", folder: "/db", label: "db", migrations, findings: [] };
  const downs = written.flatMap(({ down }, place) => {
    const id = `m${place + 1}`;
    return down === undefined ? [] : { id, statements: splitStatements(migration(id, down)) };
  });
  const paths = downs.map(async ({ id, statements }) => ({
    migration: id,
    statements: await statements,
    problem: null,
  }));
  const ledger = { schema: "public", table: "ledger" };
  return inventory({ history, ledger }, await Promise.all(paths), production);
}

function migration(id: string, sql: string): Migration {
  return { id, file: `db/${id}.sql`, path: `/db/${id}.sql`, sql, sha256: "", when: 0 };
}

/** @param has "table public.t", … */
function production(has: readonly string[], last = 99): Production {
  return {
    label: "production",
    last,
    hasRun: (id) => Number(id.slice(1)) <= last + 1,
    has: (kind, name) => has.includes(`${kind === "rows" ? "table" : kind} ${name}`),
  };
}

/** "m1 down table public.t: there" and what else is known. */
async function told(written: readonly Written[], live: Production | null = null): Promise<readonly string[]> {
  const { drops, unread } = await of(written, live);
  return [
    ...drops.map(({ migration: id, path, kind, object, production: there, madeAgainBy, restored, pending }) => {
      const fates = [
        there,
        ...(pending === true ? ["pending"] : []),
        ...(madeAgainBy === null ? [] : [`made again by ${madeAgainBy}`]),
        ...(restored === null ? [] : [`dropped by ${restored.droppedBy}, restored by ${restored.by}`]),
      ].filter((fate) => fate !== null);
      return `${id} ${path} ${kind} ${object}${fates.length === 0 ? "" : `: ${fates.join(", ")}`}`;
    }),
    ...unread.map(({ migration: id, path, why }) => `${id} ${path} unread: ${why}`),
  ];
}

test("each drop is told with its place, up before down", async () => {
  const { drops } = await of([
    { up: "create table a (id int);\n\nalter table a drop column id;", down: "\n\ndrop table a cascade;" },
  ]);
  expect(drops).toMatchObject([
    { at: { file: "db/m1.sql", line: 3, column: 1, statement: "alter table a drop column id" }, cascade: false },
    { at: { file: "db/m1.sql", line: 3, column: 1, statement: "drop table a cascade" }, cascade: true },
  ]);
});

test("what a way down drops is looked for under the name that it has now", async () => {
  const renamed: readonly Written[] = [
    { up: "create table a (id int, n int);", down: "drop table a;" },
    { up: "alter table a add x int;", down: "alter table a drop x;" },
    { up: "alter table a rename to b; alter table b rename x to y;", down: "alter table b rename to a;" },
    { up: "create schema s; alter table b set schema s;" },
    { up: "alter schema s rename to z;" },
  ];
  expect(await told(renamed, production(["table z.b", "column z.b.y"]))).toEqual([
    "m1 down table public.a: there",
    "m2 down column public.a.x: there",
  ]);
  // Production has run the first two only.
  expect(await told(renamed, production(["table public.a", "column public.a.x"], 1))).toEqual([
    "m1 down table public.a: there",
    "m2 down column public.a.x: there",
  ]);
  expect(await told(renamed, production(["table public.a", "column public.a.x"]))).toEqual([
    "m1 down table public.a: not there",
    "m2 down column public.a.x: not there",
  ]);
});

test("a name that was given up can be another's", async () => {
  const history: readonly Written[] = [
    { up: "create table t (id int);", down: "drop table t;" },
    { up: "alter table t rename to old; create table t (id int);", down: "drop table t;" },
    { up: "drop table t;" },
  ];
  expect(await told(history, production(["table public.old"]))).toEqual([
    "m1 down table public.t: there",
    "m2 down table public.t: not there",
    "m3 up table public.t: not there",
  ]);
});

test("what production has not run changes nothing there", async () => {
  const history: readonly Written[] = [
    { up: "create table t (id int);", down: "drop table t;" },
    { up: "drop table t;" },
    { up: "create table t (id int);" },
    { up: "alter table t rename to u;" },
  ];
  expect(await told(history, production(["table public.t"], 0))).toEqual([
    "m1 down table public.t: there, dropped by m2, restored by m3",
    "m2 up table public.t: there, pending, made again by m3",
  ]);
});

test("a column that is dropped and made again is empty, and its first way down is in conflict", async () => {
  const history: readonly Written[] = [
    { up: "create table p (id int);" },
    { up: "alter table p add mail text;", down: "alter table p drop mail;" },
    { up: "alter table p drop mail;", down: "alter table p add mail text;" },
    { up: "alter table p add mail text;", down: "alter table p drop mail;" },
  ];
  expect(await told(history, production(["column public.p.mail"]))).toEqual([
    "m2 down column public.p.mail: there, dropped by m3, restored by m4",
    "m3 up column public.p.mail: there, made again by m4",
    "m4 down column public.p.mail: there",
  ]);
  // Dropped and made again once more.
  const twice = [...history, { up: "alter table p drop mail;" }, { up: "alter table p add mail text;" }];
  expect(await told(twice)).toEqual([
    "m2 down column public.p.mail: dropped by m3, restored by m4",
    "m3 up column public.p.mail: made again by m4",
    "m4 down column public.p.mail: dropped by m5, restored by m6",
    "m5 up column public.p.mail: made again by m6",
  ]);
});

test("dropped for good is not in production, whatever has its name elsewhere", async () => {
  const history: readonly Written[] = [
    { up: "create table a (x int); create table b (x int);", down: "drop table b; drop table a;" },
    { up: "drop table a;" },
  ];
  expect(await told(history, production(["table public.b", "table other.a"]))).toEqual([
    "m1 down table public.b: there",
    "m1 down table public.a: not there",
    "m2 up table public.a: not there",
  ]);
});

test("a table that is made again brings the columns of its names back", async () => {
  const history: readonly Written[] = [
    { up: "create table t (id int);" },
    { up: "alter table t add a int, add b int;", down: "alter table t drop a, drop b;" },
    { up: "drop table t;" },
    { up: "create table t (id int, a int);" },
  ];
  expect(await told(history, production(["table public.t", "column public.t.a"]))).toEqual([
    "m2 down column public.t.a: there, dropped by m3, restored by m4",
    "m2 down column public.t.b: not there",
    "m3 up table public.t: there, made again by m4",
  ]);
});

test("a rebuilt table is itself: its rows were copied before it got the name", async () => {
  const history: readonly Written[] = [
    { up: "create table t (id int);", down: "drop table t;" },
    { up: "create table n (id bigint); insert into n select * from t; drop table t; alter table n rename to t;" },
  ];
  expect(await told(history, production(["table public.t"]))).toEqual([
    "m1 down table public.t: there",
    "m2 up table public.t: there",
  ]);
});

test("dropped and made again at once is told, but not where the history never made it before", async () => {
  const { drops } = await of([
    { up: "drop table if exists t; create table t (a int);" },
    { up: "alter table t drop a, add a text;" },
    { up: "drop table if exists u;" },
    { up: "create table u (a int);" },
  ]);
  expect(drops).toMatchObject([
    { object: "public.t", madeAgainBy: null },
    { object: "public.t.a", madeAgainBy: "m2", atOnce: true },
    { object: "public.u", madeAgainBy: "m4", atOnce: false },
  ]);
});

test("ways down leave nothing behind for the migrations after them", async () => {
  const history: readonly Written[] = [
    { up: "create table a (id int);", down: "alter table a rename to b; drop table b; create table c (id int);" },
    { up: "drop table a;", down: "create table a (id int); drop table a;" },
  ];
  expect(await told(history, production(["table public.a"], 0))).toEqual([
    "m1 down table public.b: there",
    "m2 up table public.a: there, pending",
    "m2 down table public.a: there, pending",
  ]);
});

test("a schema that goes takes its tables along", async () => {
  const history: readonly Written[] = [
    { up: "create schema app create table t (id int); create table app.u (id int);", down: "drop schema app cascade;" },
    { up: "set search_path to app; drop table t; truncate u;", down: "truncate t;" },
    { up: "truncate t; delete from t;" },
  ];
  expect(await told(history, production(["schema app", "table app.u"]))).toEqual([
    "m1 down schema app: there",
    "m1 down table app.t: not there",
    "m1 down table app.u: there",
    "m2 up table app.t: not there",
    "m2 up rows app.u: there",
    "m2 down rows public.t: not there",
    "m3 up rows public.t: not there",
    "m3 up rows public.t: not there",
  ]);
});

test("types and their attributes are told as well", async () => {
  const history: readonly Written[] = [
    {
      up: "create type place as (street text, zip text); create type mood as enum ('a');",
      down: "drop type mood; drop type place;",
    },
    { up: "alter type place drop attribute zip;" },
  ];
  expect(await told(history, production(["type public.place", "attribute public.place.street"]))).toEqual([
    "m1 down type public.mood: not there",
    "m1 down type public.place: there",
    "m2 up attribute public.place.zip: not there",
  ]);
});

test("temporary tables and the ledger are nobody's loss", async () => {
  const history: readonly Written[] = [
    {
      up: "create temp table t (id int); drop table t; create temporary table u as select 1 as a; alter table u drop a;",
    },
    { up: "create temp table v (like x); alter table v drop a;", down: "drop table v;" },
    { up: "drop table u;", down: "drop table ledger;" },
  ];
  expect(await told(history)).toEqual(["m2 down table public.v", "m3 up table public.u"]);
});

test("what cannot be told is said", async () => {
  const block = "do $$ begin execute 'drop table ' || current_user; end $$;";
  expect(await told([{ up: block, down: "drop owned by app;" }])).toEqual([
    "m1 up unread: what it drops is named only when it runs",
    "m1 down unread: DROP OWNED drops whatever belongs to a role",
  ]);
});

test("names that need quotes keep them", async () => {
  expect(
    await told([{ up: 'drop table "a.b"."C d"; alter table x drop column "é";' }], production(['table "a.b"."C d"'])),
  ).toEqual(['m1 up table "a.b"."C d": there', 'm1 up column public.x."é": not there']);
});

test("three hundred migrations are a matter of a moment", { timeout: 20_000 }, async () => {
  const many = Array.from({ length: 300 }, (_, n) => ({
    up: `create table t${n} (id int primary key, a text, b text); alter table t${n} add c int; ${n > 0 ? `alter table t${n - 1} drop column a;` : ""}`,
    down: `drop table t${n};`,
  }));
  const { drops } = await of(many);
  expect(drops).toHaveLength(599);
});
