import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { holdsRows, identityOf, match } from "../../checks/index.ts";
import { withClient } from "../../database/index.ts";
import { testServer } from "../../database/test-server.fixture.ts";
import type { Server } from "../../model/database.ts";
import type { Expectation, Measured } from "../../model/declaration.ts";
import { facts, measure } from "../index.ts";

let server: Server;
let owner: string;

beforeAll(async () => {
  server = await testServer();
  owner = await server.createOwner();
});
afterAll(() => server?.stop());

const of = { migration: "0001_candidate", file: "holdfast/0001_candidate.json" };
const becomes = (object: string, expression: string): Expectation => ({ ...of, kind: "becomes", object, expression });
const deleted = (object: string, predicate: string): Expectation => ({ ...of, kind: "deleted", object, predicate });
const rekeyed = (object: string, key: Readonly<Record<string, string>>): Expectation => ({
  ...of,
  kind: "rekeyed",
  object,
  key,
});
const moved = (
  object: string,
  to: string,
  key: Readonly<Record<string, string>> | null = null,
  by: string | null = null,
): Expectation => ({
  ...of,
  kind: "movedTo",
  object,
  to,
  key,
  becomes: by,
});

/** What the rows say of expectations, of a candidate run on a clone; by the role that owns the databases. */
async function measured(
  base: string,
  candidate: string,
  ...expectations: readonly Expectation[]
): Promise<readonly Measured[]> {
  const before = await server.create(owner);
  await withClient(before, "owner", (client) => client.query(base));
  const after = await server.clone(before);
  await withClient(after, "owner", (client) => client.query(candidate));
  const judged = { holdsRows, identityOf };
  try {
    return await withClient(before, "owner", (old) =>
      withClient(after, "owner", async (now) => {
        const [then, today] = [await facts(old, judged, []), await facts(now, judged, [])];
        const matching = match(then.catalog, today.catalog);
        return measure({ client: old, facts: then }, { client: now, facts: today }, matching, expectations);
      }),
    );
  } finally {
    await server.drop(after);
    await server.drop(before);
  }
}

/** "3 rows, 2 changed, 1 wrong {id: 1} A → a", or the problem. */
function told(all: readonly Measured[]): readonly string[] {
  return all.map(({ rows, changed, wrong, examples, problem }) => {
    if (problem !== null) return problem;
    const shown = examples.map(({ key, expected, found }) => ` ${JSON.stringify(key)} ${expected} → ${found}`);
    return `${rows} rows, ${changed} changed, ${wrong} wrong${shown.join("")}`;
  });
}

const people = `create table people (id int primary key, email text, age int, note varchar(20));
  insert into people values (1, 'Ann@X', 30, 'one'), (2, 'bob@x', null, 'two'), (3, null, 7, null), (4, 'Éva@X ', 1, ' ')`;

describe("becomes", () => {
  test("holds where every row has just what the expression gives", async () => {
    expect(
      told(
        await measured(
          people,
          "update people set email = lower(email)",
          becomes("public.people.email", "lower(email)"),
        ),
      ),
    ).toEqual(["4 rows, 2 changed, 0 wrong"]);
  });

  test("names the rows that are otherwise, if only by case or a blank at the end", async () => {
    const found = await measured(
      people,
      "update people set email = lower(btrim(email))",
      becomes("public.people.email", "lower(email)"),
      becomes("public.people.email", "email"),
    );
    expect(told(found)).toEqual([
      '4 rows, 2 changed, 1 wrong {"id":"4"} Éva@x  → Éva@x',
      '4 rows, 2 changed, 2 wrong {"id":"1"} Ann@X → ann@x {"id":"4"} Éva@X  → Éva@x',
    ]);
  });

  test("says where nothing was changed", async () => {
    expect(told(await measured(people, "select 1", becomes("public.people.note", "note")))).toEqual([
      "4 rows, 0 changed, 0 wrong",
    ]);
  });

  test("follows a renamed, a rebuilt and a new column, and rows that are gone and new", async () => {
    const found = await measured(
      people,
      `alter table people rename email to mail; update people set mail = upper(mail);
       alter table people add half int; update people set half = age / 2;
       alter table people drop note; alter table people add note text; update people set note = 'n' || id;
       delete from people where id = 2; insert into people values (9)`,
      becomes("public.people.email", "upper(email)"),
      becomes("public.people.half", "age / 2"),
      becomes("public.people.note", "'n' || id"),
    );
    expect(told(found)).toEqual([
      "3 rows, 2 changed, 0 wrong",
      "3 rows, 3 changed, 0 wrong",
      "3 rows, 3 changed, 0 wrong",
    ]);
  });

  test("does not let a cast that nobody wrote hide a loss", async () => {
    const base = `create table t (id int primary key, price numeric(10,2), cut text, code text, at timestamptz, pad char(5), d text);
      insert into t values (1, 1.10, 'abcdef', '007', '2024-01-01 10:30Z', 'ab', '1.50'), (2, 2.55, 'ab', '12', '2024-01-02Z', 'cd', '2.00')`;
    const found = await measured(
      base,
      `alter table t alter price type bigint, alter cut type varchar(3) using left(cut, 3), alter code type int using code::int,
        alter at type date using at::date, alter pad type char(8), alter d type numeric(10,1) using d::numeric`,
      becomes("public.t.price", "price"),
      becomes("public.t.price", "round(price)"),
      becomes("public.t.cut", "cut"),
      becomes("public.t.cut", "left(cut, 3)"),
      becomes("public.t.code", "code"),
      becomes("public.t.code", "code::int"),
      becomes("public.t.at", "at"),
      becomes("public.t.at", "at::date"),
      becomes("public.t.pad", "pad"),
      becomes("public.t.d", "d::numeric"),
    );
    expect(told(found)).toEqual([
      '2 rows, 2 changed, 2 wrong {"id":"1"} 1.1 → 1 {"id":"2"} 2.55 → 3',
      "2 rows, 2 changed, 0 wrong",
      '2 rows, 2 changed, 1 wrong {"id":"1"} abcdef → abc',
      "2 rows, 2 changed, 0 wrong",
      '2 rows, 2 changed, 1 wrong {"id":"1"} 007 → 7',
      "2 rows, 2 changed, 0 wrong",
      '2 rows, 2 changed, 1 wrong {"id":"1"} 2024-01-01 10:30:00+00 → 2024-01-01',
      "2 rows, 2 changed, 0 wrong",
      "2 rows, 0 changed, 0 wrong",
      "2 rows, 2 changed, 0 wrong",
    ]);
  });

  test("compares what the candidate's own types hold as text, and renamed labels as they were", async () => {
    const base = `create type mood as enum ('ok', 'bad'); create type size as enum ('s', 'l');
      create table t (id int primary key, m mood, s size); insert into t values (1, 'ok', 's'), (2, 'bad', 'l')`;
    const found = await measured(
      base,
      `alter type mood rename to old_mood; create type mood as enum ('ok', 'sad');
       alter table t alter m type mood using (case m when 'bad' then 'sad' else m::text end)::mood; drop type old_mood;
       alter type size rename value 's' to 'small'; update t set s = 'small'`,
      becomes("public.t.m", "case m when 'bad' then 'sad' else m::text end"),
      becomes("public.t.s", "'s'"),
      becomes("public.t.s", "'s'::size"),
      becomes("public.t.s", "'l'"),
    );
    expect(told(found)).toEqual([
      "2 rows, 2 changed, 0 wrong",
      "2 rows, 1 changed, 0 wrong",
      "2 rows, 1 changed, 0 wrong",
      '2 rows, 1 changed, 2 wrong {"id":"1"} l → s {"id":"2"} l → s',
    ]);
  });

  test("may be of a name in needless quotes", async () => {
    const base = `create table "Users" (id int primary key, "select" text); insert into "Users" values (1, 'X')`;
    const names = ['public."Users"."select"', '"public"."Users".select', "public.Users.select"];
    const all = names.map((name) => becomes(name, 'lower("select")'));
    expect(told(await measured(base, `update "Users" set "select" = lower("select")`, ...all))).toEqual(
      Array(3).fill("1 rows, 1 changed, 0 wrong"),
    );
  });

  test("is of the table that a partition belongs to, and of no view", async () => {
    const base = `create table p (id int primary key, v text) partition by range (id);
      create table q partition of p default partition by range (id); create table r partition of q default;
      create view w as select * from p; insert into p values (1, 'X')`;
    const all = [becomes("public.r.v", "lower(v)"), deleted("public.r", "true"), becomes("public.w.v", "lower(v)")];
    expect(told(await measured(base, "truncate r", ...all))).toEqual([
      "public.r is a partition: its rows are declared of public.p",
      "public.r is a partition: its rows are declared of public.p",
      "public.w is no table",
    ]);
  });

  test("is held against whole rows where there is no key", async () => {
    const base = "create table t (a int, b text); insert into t values (1, 'X'), (1, 'X'), (2, 'Y'), (3, 'z')";
    const right = [becomes("public.t.b", "lower(b)"), becomes("public.t.a", "a + 1")];
    expect(told(await measured(base, "update t set b = lower(b), a = a + 1", ...right))).toEqual([
      "4 rows, 3 changed, 0 wrong",
      "4 rows, 4 changed, 0 wrong",
    ]);
    const one = becomes("public.t.b", "lower(b)");
    expect(
      told(await measured(base, "update t set b = case a when 1 then 'y' when 2 then 'x' else b end", one)),
    ).toEqual(['4 rows, 3 changed, 3 wrong {"row":"(x,1)"} x → x {"row":"(y,2)"} y → y']);
    expect(told(await measured(base, "update t set b = lower(b); delete from t where a = 3", one))).toEqual([
      "4 rows, 3 changed, 0 wrong",
    ]);
  });
});

describe("deleted", () => {
  const base = "create table t (id int primary key, n int); insert into t select i, i % 4 from generate_series(1, 8) i";

  test("holds where exactly those rows are gone", async () => {
    expect(told(await measured(base, "delete from t where n = 0", deleted("public.t", "n = 0")))).toEqual([
      "2 rows, 2 changed, 0 wrong",
    ]);
  });

  test("names rows that are gone and were not chosen, and chosen ones that are still there", async () => {
    expect(told(await measured(base, "delete from t where id in (4, 5)", deleted("public.t", "n = 0")))).toEqual([
      '2 rows, 2 changed, 2 wrong {"id":"5"} kept → gone {"id":"8"} gone → kept',
    ]);
  });

  test("takes a predicate that is not true for one that does not choose", async () => {
    const nulls = "create table t (id int primary key, n int); insert into t values (1, null), (2, 2)";
    expect(told(await measured(nulls, "truncate t", deleted("public.t", "n = 2"), deleted("public.t", "n")))).toEqual([
      '1 rows, 2 changed, 1 wrong {"id":"1"} kept → gone',
      "argument of IS TRUE must be type boolean, not type integer (SQLSTATE 42804)",
    ]);
  });

  test("counts rows that are alike where there is no key", async () => {
    const bag = "create table t (a int, b text); insert into t values (1, 'x'), (1, 'x'), (2, 'y'), (3, 'z')";
    expect(
      told(
        await measured(bag, "delete from t where a = 1", deleted("public.t", "a = 1"), deleted("public.t", "a < 3")),
      ),
    ).toEqual(["2 rows, 2 changed, 0 wrong", '3 rows, 2 changed, 1 wrong {"row":"(2,y)"} gone → kept']);
  });

  test("tells rows without a key apart by columns of a wider type, too; not by what no cast gives", async () => {
    const bag = "create table t (a int, b text); insert into t values (1, 'x'), (2, 'x'), (3, 'yy')";
    const wider = "delete from t where a = 2; alter table t alter a type bigint, alter b type int using length(b)";
    expect(told(await measured(bag, wider, deleted("public.t", "a = 1"), deleted("public.t", "a = 2")))).toEqual([
      '1 rows, 1 changed, 2 wrong {"row":"(1)"} gone → kept {"row":"(2)"} kept → gone',
      "1 rows, 1 changed, 0 wrong",
    ]);
  });

  test("goes with what becomes of other columns of the same rows", async () => {
    const bag = "create table t (a int, b text); insert into t values (1, 'X'), (2, 'Y')";
    const all = [deleted("public.t", "a = 1"), becomes("public.t.b", "lower(b)")];
    expect(told(await measured(bag, "delete from t where a = 1; update t set b = lower(b)", ...all))).toEqual([
      "1 rows, 1 changed, 0 wrong",
      "2 rows, 2 changed, 0 wrong",
    ]);
  });

  test("speaks also of a table that is gone", async () => {
    expect(told(await measured(base, "drop table t", deleted("public.t", "n = 0")))[0]).toMatch(
      /^2 rows, 8 changed, 6 wrong {"id":"1"} kept → gone/,
    );
  });
});

describe("movedTo", () => {
  const base = `create table projects (id int primary key, lead text); create table leads (project_id int, name text);
    insert into projects values (1, 'Ann'), (2, 'Bob'), (3, null), (4, 'Éva')`;
  const go = moved("public.projects.lead", "public.leads.name", { project_id: "id" });
  const drop = "alter table projects drop lead";

  test("holds where every value stands once in its row there", async () => {
    const copy = "insert into leads select id, lead from projects where lead is not null";
    expect(told(await measured(base, `${copy}; ${drop}`, go))).toEqual(["3 rows, 3 changed, 0 wrong"]);
    expect(
      told(await measured(base, `insert into leads select id, lead from projects; drop table projects`, go)),
    ).toEqual(["3 rows, 3 changed, 0 wrong"]);
  });

  test("names values that are missing, other, or there twice", async () => {
    const copy = "insert into leads values (1, 'Ann'), (1, 'Ann'), (2, 'bob'), (3, 'new')";
    expect(told(await measured(base, `${copy}; ${drop}`, go))).toEqual([
      '3 rows, 3 changed, 4 wrong {"id":"1"} Ann → 2 rows {"id":"2"} Bob → bob {"id":"3"} null → new {"id":"4"} Éva → no row',
    ]);
  });

  test("goes into another column of the same row, and by an expression", async () => {
    const found = await measured(
      base,
      `alter table projects add head text; update projects set head = upper(lead); ${drop}`,
      moved("public.projects.lead", "public.projects.head", null, "upper(lead)"),
      moved("public.projects.lead", "public.projects.head"),
    );
    expect(told(found)).toEqual([
      "3 rows, 3 changed, 0 wrong",
      '3 rows, 3 changed, 3 wrong {"id":"1"} Ann → ANN {"id":"2"} Bob → BOB {"id":"4"} Éva → ÉVA',
    ]);
  });

  test("asks nothing there of rows that are declared to be gone", async () => {
    const copy = "delete from projects where id > 2; insert into leads select id, lead from projects";
    const found = await measured(base, `${copy}; ${drop}`, go, deleted("public.projects", "id > 2"));
    expect(told(found)).toEqual(["2 rows, 2 changed, 0 wrong", "2 rows, 2 changed, 0 wrong"]);
  });

  test("takes no key that is made of what moves: a value that is there does not show whose it was", async () => {
    const copy = `create table words (word text primary key, first int);
      insert into words select lead, min(id) from projects where lead is not null group by lead; ${drop}`;
    const toWord = (key: string) => moved("public.projects.lead", "public.words.word", { word: key });
    expect(
      told(await measured(base, copy, toWord("lead"), toWord("(projects).lead"), toWord("btrim(projects.lead)"))),
    ).toEqual(Array(3).fill(expect.stringMatching(/^"word" is made of lead, which moves/)));
    const round = [
      moved("public.projects.lead", "public.words.word", { first: "number" }),
      moved("public.projects.number", "public.words.first", { word: "lead" }),
    ];
    const numbered = `${base}; alter table projects add number int; update projects set number = id`;
    expect(told(await measured(numbered, `${copy}, drop number`, ...round))).toEqual([
      expect.stringMatching(/^"first" is made of number, which moves/),
      expect.stringMatching(/^"word" is made of lead, which moves/),
    ]);
  });

  test("of a table without a key that is gone, each row has one of its own there", async () => {
    const bag = "create table b (a int, x text); insert into b values (1, 'x'), (1, 'x'), (2, null)";
    const go = (column: string) => moved(`public.b.${column}`, `public.o.${column}`, { a: "a" });
    const copy = (rows: string) => `create table o as select ${rows} from b; drop table b`;
    expect(told(await measured(bag, copy("distinct *"), go("a"), go("x")))).toEqual([
      "3 rows, 3 changed, 1 wrong {} 1 → the row of another one",
      "2 rows, 2 changed, 1 wrong {} x → the row of another one",
    ]);
  });

  test("says what is not there, and where nothing moved", async () => {
    const there = `${base}; insert into leads select id, lead from projects`;
    const found = await measured(
      there,
      "select 1",
      go,
      moved("public.projects.lead", "public.leads.name"),
      moved("public.projects.lead", "public.leads.nome", { project_id: "id" }),
      moved("public.projects.lead", "public.leads.name", { project: "id" }),
      moved("public.projects.boss", "public.leads.name", { project_id: "id" }),
    );
    expect(told(found)).toEqual([
      "3 rows, 0 changed, 0 wrong",
      'public.leads.name is in another table: "key" is to say which row of it belongs to an old one',
      "after the candidate there is no column public.leads.nome",
      "public.leads has no column project",
      "before the candidate there is no column public.projects.boss",
    ]);
  });
});

describe("rekeyed", () => {
  const base = `create table t (id int primary key, name text); insert into t select i, 'N' || i from generate_series(1, 4) i`;
  const key = rekeyed("public.t", { id: "id + 100" });

  test("holds where every old row has its own new one, by which all else of the table is told", async () => {
    const all = [becomes("public.t.name", "lower(name)"), deleted("public.t", "id = 2"), key];
    expect(
      told(await measured(base, "delete from t where id = 2; update t set id = id + 100, name = lower(name)", ...all)),
    ).toEqual(["3 rows, 3 changed, 0 wrong", "1 rows, 1 changed, 0 wrong", "3 rows, 3 changed, 0 wrong"]);
  });

  test("names rows without a new one, and two that would share one", async () => {
    const off = rekeyed("public.t", { id: "id + 101" });
    const half = rekeyed("public.t", { id: "100 + (id + 1) / 2" });
    expect(told(await measured(base, "update t set id = id + 100", off, half))).toEqual([
      '4 rows, 4 changed, 1 wrong {"id":"4"} 105 → null',
      '4 rows, 4 changed, 2 wrong {"id":"2"} 101 → also that of id 1 {"id":"4"} 102 → also that of id 3',
    ]);
  });

  test("takes the key of now, be it new or of several columns", async () => {
    const found = await measured(
      base,
      `create sequence s; alter table t add code text, add part int; update t set code = 'c' || id / 2, part = id % 2;
       alter table t drop id, add primary key (code, part)`,
      rekeyed("public.t", { code: "'c' || id / 2", part: "id % 2" }),
      becomes("public.t.name", "name"),
      rekeyed("public.t", { nothing: "id" }),
    );
    expect(told(found)).toEqual([
      "4 rows, 4 changed, 0 wrong",
      "4 rows, 0 changed, 0 wrong",
      "after the candidate public.t has no column nothing",
    ]);
  });
});

describe("an expression", () => {
  test("may use what a migration may: names on the search path, functions, subqueries, the order of dates", async () => {
    const base = `${people}; create function loud(text) returns text language sql as 'select upper($1)';
      create domain short as text; alter table people add seen text; update people set seen = '02/03/2024'`;
    const found = await measured(
      base,
      `update people set email = loud(email), age = (select max(age) from people);
       alter table people alter seen type date using seen::date`,
      becomes("public.people.email", "loud(people.email)::short"),
      becomes("public.people.age", "(select max(p.age) from people p)"),
      becomes("public.people.seen", "seen::date"),
    );
    expect(told(found)).toEqual([
      "4 rows, 3 changed, 0 wrong",
      "4 rows, 3 changed, 0 wrong",
      "4 rows, 4 changed, 0 wrong",
    ]);
  });

  test("is refused what a migration may not do, and what is more than a value; nothing is changed by it", async () => {
    const refused: Readonly<Record<string, RegExp>> = {
      "pg_read_file('PG_VERSION')": /permission denied for function pg_read_file/,
      "lo_export(1, '/tmp/x')::text": /permission denied for function lo_export/,
      "nextval('s')::text": /cannot execute nextval\(\) in a read-only transaction/,
      "set_config('role', 'postgres', true) || pg_read_file('PG_VERSION')": /permission denied/,
      "wipe()": /cannot execute DELETE in a read-only transaction/,
      "unnest(array['a', 'b'])": /set-returning functions are not allowed in COALESCE/,
      "email; drop table people": /is to be one SQL expression/,
      "email), (age": /is not an SQL expression/,
      "email from people where (true": /is not an SQL expression/,
      "email -- and no more": /is not an SQL expression/,
      "max(email)": /must appear in the GROUP BY clause/,
      emial: /column "emial" does not exist/,
      "(10 / (age - 7))::text": /^division by zero, for id 3 \(SQLSTATE 22012\)$/,
      "email::int::text": /^invalid input syntax for type integer: "Ann@X", for id 1 \(SQLSTATE 22P02\)$/,
    };
    const base = `${people}; create sequence s;
      create function wipe() returns text language plpgsql as 'begin delete from people; return null; end'`;
    const all = [...Object.keys(refused), "lower(email)"].map((text) => becomes("public.people.email", text));
    const found = told(await measured(base, "update people set email = lower(email)", ...all));
    for (const [place, [expression, words]] of Object.entries(refused).entries()) {
      expect(found[place], expression).toMatch(words);
    }
    expect(found.at(-1)).toBe("4 rows, 2 changed, 0 wrong");
  });
});
