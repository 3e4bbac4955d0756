import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Server } from "../model/database.ts";
import { columnsIn } from "./partitions.ts";
import { awkward, broad, partitioned } from "./schema.fixture.ts";
import { gaps, type Seeded, startWorld, withSeeded } from "./world.fixture.ts";

let server: Server;
beforeAll(async () => {
  server = await startWorld();
});
afterAll(() => server.stop());

describe("a broad schema", () => {
  test.for([30, 200])("is covered with %i rows", async (rows) => {
    const found = await withSeeded(server, broad, { rows }, async ({ covered, report }) => ({
      gaps: gaps(covered),
      ended: report.tables.flatMap(({ table, stoppedBy }) => (stoppedBy === null ? [] : [[table, stoppedBy.message]])),
      empty: report.tables.filter(({ placed }) => placed === 0),
    }));
    const full = (table: string, column: string): readonly string[] => [
      table,
      `the unique key "${table}_pkey" has no more values that go together for ${column}`,
    ];
    expect(found).toEqual({ gaps: [], ended: [full("profiles", "user_id"), full("singleton", "id")], empty: [] });
  });

  test("the same seed gives the same bytes, another seed others", async () => {
    const bytes = (seed: number): Promise<string> => withSeeded(server, broad, { seed }, everything);
    const first = await bytes(1);
    expect(await bytes(1)).toBe(first);
    expect(await bytes(2)).not.toBe(first);
  });

  test("relations have the shapes that real data has", async () => {
    await withSeeded(server, broad, { rows: 200 }, async ({ ask }) => {
      const one = async (sql: string): Promise<number> => Number((await ask(sql))[0]?.[0]);
      expect(
        await one("select count(*) from tenants t where not exists (select from users where tenant_id = t.id)"),
      ).toBeGreaterThan(0);
      expect(await one("select max(n) from (select count(*) n from users group by tenant_id) x")).toBeGreaterThan(3);
      expect(await one("select count(*) from projects where parent_id is null")).toBeGreaterThan(0);
      expect(await one("select count(*) from projects where parent_id <> id")).toBeGreaterThan(20);
      expect(await one("select count(*) from tree where parent <> id")).toBeGreaterThan(20);
      expect(await one("select count(distinct gross) from sums")).toBeGreaterThan(20);
      expect(await one("select count(distinct (x, y)) from pointing where x is not null")).toBeGreaterThan(2);
      expect(await one("select count(*) from parts where not is_main")).toBeGreaterThan(20);
    });
  });

  test("what a row says of a person, a place and its times agrees", async () => {
    const schema = `create table people (id int primary key, first_name text not null, last_name text not null, full_name varchar(60) not null,
      email text not null unique, city text not null, country_code char(2), country text not null, created_at timestamptz not null, updated_at timestamptz not null)`;
    await withSeeded(server, schema, { rows: 200 }, async ({ ask, covered }) => {
      const share = async (condition: string): Promise<number> =>
        Number(
          (
            await ask(`select avg((${condition})::int) from people where first_name ~ '^[A-Z]' and city ~ '^[A-Z]'`)
          )[0]?.[0],
        );
      expect(await share("full_name = first_name || ' ' || last_name")).toBeGreaterThan(0.7);
      expect(
        await share(
          "translate(email, '+._-', '') ~ lower(left(first_name, 3)) or translate(email, '+._-', '') ~ lower(left(last_name, 3))",
        ),
      ).toBeGreaterThan(0.6);
      expect(await share("city <> 'Vienna' or country = 'Austria'")).toBeGreaterThan(0.95);
      expect(await share("created_at <= updated_at")).toBeGreaterThan(0.85);
      expect(gaps(covered)).toEqual([]);
    });
  });

  test("columns of one type do not run in step", async () => {
    await withSeeded(server, "create table t (a text, b text, c int, d int)", { rows: 200 }, async ({ ask }) => {
      const same = await ask(
        "select count(*) filter (where a is not distinct from b), count(*) filter (where c is not distinct from d) from t",
      );
      expect(Math.max(...(same[0] ?? []).map(Number))).toBeLessThan(30);
    });
  });

  test("sequences stand behind the keys, and rows of migrations stay", async () => {
    const schema = "create table t (id serial primary key, v text); insert into t values (500, 'mine')";
    await withSeeded(server, schema, {}, async ({ ask }) => {
      expect(await ask("select v from t where id = 500")).toEqual([["mine"]]);
      const [[next, most] = []] = await ask("select nextval('t_id_seq'), max(id) from t");
      expect(Number(next)).toBe(Number(most) + 1);
    });
  });
});

test("triggers, deferrable keys and odd types stand in nobody's way", async () => {
  // PostgreSQL 14 has no constraint that takes one NULL only, and no scale beyond the precision.
  const asOf14 = awkward
    .replace(" nulls not distinct", "")
    .replace("numeric(3,5)", "numeric(5,5)")
    .replace("numeric(5,-2)", "numeric(5,0)");
  const known = server.version.startsWith("14.") ? asOf14 : awkward;
  await withSeeded(server, known, { rows: 60 }, async ({ report, covered, ask }) => {
    expect(gaps(covered)).toEqual([]);
    const few = report.tables
      .filter(({ placed, wanted }) => placed < wanted)
      .map(({ table, placed }) => [table, placed]);
    expect(few).toEqual([["named", 3]]);
    expect(await ask("select count(*) from rewritten where code <> upper(code)")).toEqual([["0"]]);
  });
});

test("every partition gets rows", async () => {
  await withSeeded(server, partitioned, { rows: 60 }, async ({ ask, report, covered }) => {
    expect(report.tables.map(({ table }) => table)).toEqual(["ids", "logs", "months", "shops", "spread"]);
    expect(gaps(covered)).toEqual([]);
    const leaves = await ask(`select relname from pg_class c where relispartition and relkind = 'r' and
      (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || oid::regclass, false, true, '')))[1]::text::int < 3`);
    expect(leaves).toEqual([]);
  });
});

test.for([
  ["RANGE (at)", ["at"]],
  ['LIST ("a ""b""", area)', ['a "b"', "area"]],
  [null, []],
] as const)("the columns of %s", ([key, columns]) => {
  expect(columnsIn(key)).toEqual(columns);
});

describe("keys in a circle", () => {
  test.for([
    ["nullable", "b_id int", "", { a: 60, b: 60 }],
    ["deferrable", "b_id int not null", "deferrable", { a: 60, b: 60 }],
    ["neither: no row can enter, and that is told", "b_id int not null", "", { a: 0, b: 0 }],
  ] as const)("%s", async ([, column, mode, expected]) => {
    const schema = `create table a (id serial primary key, ${column}); create table b (id serial primary key, a_id int not null references a);
      alter table a add foreign key (b_id) references b ${mode}`;
    await withSeeded(server, schema, {}, async ({ ask, report, covered }) => {
      expect(Object.fromEntries(report.tables.map(({ table, placed }) => [table, placed]))).toEqual(expected);
      const all = ["a.id", "a.b_id", "b.id", "b.a_id"].map((column) => `${column}: no row`);
      expect(gaps(covered)).toEqual(expected.a > 0 ? [] : all);
      const [[set] = []] = await ask("select count(distinct b_id) from a");
      expect(Number(set) > 3).toBe(expected.a > 0);
      if (expected.a === 0) expect(report.tables[0]?.stoppedBy?.sqlstate).toBe("23503");
    });
  });
});

test.for([1, 2, 3, 4, 5, 6, 7, 8])(
  "a check that tells kinds of rows apart leaves no column uncovered, with seed %i",
  async (seed) => {
    const schema = `create table t (id int primary key, kind text not null, literal jsonb, ref text, path text[], provider text, secret text,
    check ((kind = 'literal' and literal is not null and ref is null and path is null and provider is null and secret is null)
      or (kind = 'ref' and literal is null and ref is not null and provider is null and secret is null)
      or (kind = 'secret' and literal is null and ref is null and path is null and provider is not null and secret is not null)))`;
    await withSeeded(server, schema, { seed }, async ({ covered }) => expect(gaps(covered)).toEqual([]));
  },
);

describe("constants of the candidate", () => {
  const compared = (column: string, value: string, operator: "=" | "like" = "=") =>
    ({ use: "compared", schema: null, table: "t", column, value, operator, statement: 0 }) as const;

  test("rows stand on them and on both sides", async () => {
    const schema =
      "create table p (id int primary key); create table t (id int primary key, n numeric(6,2), d date, s varchar(12), e text, p int references p)";
    const constants = [
      compared("id", "70"),
      compared("n", "10.5"),
      compared("d", "2024-03-01"),
      compared("s", "legacy"),
      compared("e", "%@old.example", "like"),
      compared("p", "4711"),
    ];
    await withSeeded(server, schema, { rows: 30, constants }, async ({ ask }) => {
      expect(await ask("select id from t where id between 69 and 71 order by 1")).toEqual([["69"], ["70"], ["71"]]);
      expect(await ask("select distinct n from t where n between 10.49 and 10.51 order by 1")).toEqual([
        ["10.49"],
        ["10.50"],
        ["10.51"],
      ]);
      expect(
        await ask("select distinct d from t where d between '2024-02-29' and '2024-03-02' order by 1"),
      ).toHaveLength(3);
      expect(await ask("select 1 from t where s = 'legacy'")).not.toEqual([]);
      expect(await ask("select 1 from t where e like '%@old.example'")).not.toEqual([]);
      expect(await ask("select 1 from t where p = 4711")).not.toEqual([]);
    });
  });

  test("that differ by case alone stand in a unique column, unless its key takes them for one", async () => {
    const schema = `create table t (id int primary key, s text not null unique, e varchar(40) not null);
      create unique index on t (lower(e))`;
    const twins = ["Ann@example.com", "ann@example.com"];
    const constants = twins.flatMap((twin) => [compared("s", twin), compared("e", twin)]);
    await withSeeded(server, schema, { rows: 30, constants }, async ({ ask, report }) => {
      expect(await ask("select s from t where s ilike 'ann@example.com' order by s collate \"C\"")).toEqual(
        twins.map((twin) => [twin]),
      );
      expect(await ask("select 1 from t where e ilike 'ann@example.com'")).toHaveLength(1);
      expect(report.tables[0]).toMatchObject({ stoppedBy: null });
    });
  });

  test("that one statement asks of several columns stand in one row", async () => {
    const schema = "create table t (id int primary key, s text, e text, d date, n int)";
    const asked = [
      compared("s", "gone"),
      compared("e", "test%", "like"),
      { ...compared("d", "2020-01-01"), operator: "<" as const },
      { ...compared("n", "4711"), operator: ">" as const },
    ];
    await withSeeded(server, schema, { rows: 30, constants: asked }, async ({ ask }) => {
      expect(
        await ask("select 1 from t where s = 'gone' and e like 'test%' and d < '2020-01-01' and n > 4711"),
      ).not.toEqual([]);
    });
  });

  test("keys that it inserts are left free", async () => {
    const inserted = (column: string, value: string) =>
      ({ use: "inserted", schema: null, table: "t", column, value, operator: "insert", statement: 0 }) as const;
    const numbers = Array.from({ length: 40 }, (_, at) => inserted("id", String(at * 2)));
    await withSeeded(
      server,
      "create table t (id int primary key, k text unique)",
      { constants: [...numbers, inserted("k", "007")] },
      async ({ ask }) => {
        expect(await ask("select id from t where id < 80 and id % 2 = 0 or k = '007'")).toEqual([]);
        expect(await ask("select count(*) from t")).toEqual([["60"]]);
      },
    );
  });
});

test.for([
  ["all", "t"],
  ["finite", "f"],
] as const)("arrays that are no list from 1 stand among extremes: %s", ([extremes, expected]) =>
  withSeeded(server, "create table t (id int primary key, a text[])", { extremes }, async ({ ask }) => {
    expect(
      await ask("select coalesce(bool_or(array_ndims(a) = 2), false), bool_or(array_lower(a, 1) = 0) from t"),
    ).toEqual([[expected, expected]]);
  }),
);

describe("what once stood in the way", () => {
  test.for<readonly [what: string, schema: string]>([
    [
      "a default of NULL with a modifier",
      "create table t (a timestamp(0) default null, b varchar(9) default null, c numeric(5,1) default null)",
    ],
    ["arrays of boxes", "create table t (id int primary key, a box[], b box)"],
    ["keys that fold case", "create table t (email text not null); create unique index on t (lower(email))"],
    [
      "times bound to each other closely",
      "create table t (s timestamptz not null, e timestamptz not null, check (s < e), check (e - s < interval '1 day'))",
    ],
    [
      "keys over intervals that keep no days",
      "create table t (a interval year primary key, b interval month unique, c interval year to month unique)",
    ],
    [
      "domains whose check or base refuses NULL",
      "create domain m as int not null; create domain n as m check (value > 0); create domain o as text check (value is not null); create table t (id int primary key, a n, b n[], c o, d o[])",
    ],
    [
      "keys over arrays of few elements",
      "create type e as enum ('a'); create table t (a e[] primary key, b boolean[] unique)",
    ],
    [
      "a check on a key to the own table",
      "create table t (id int primary key, up int references t, depth int not null check (depth >= 0), check ((up is null) = (depth = 0)))",
    ],
  ])("%s: nothing is missing", async ([, schema]) => {
    const found = await withSeeded(server, schema, { rows: 40 }, async ({ covered, report }) => ({
      gaps: gaps(covered),
      refused: report.tables.filter(({ placed }) => placed < 40),
    }));
    expect(found).toEqual({ gaps: [], refused: [] });
  });

  test("keys that leave room for one row get it", async () => {
    const schema = `create table t (a boolean not null unique check (a), k text not null check (k in ('one', 'other')), v int unique, w int);
      create unique index on t (lower(k));
      create table pair (k text not null, x int, y int, check ((k = 'one' and x is not null and y is null) or (k = 'other' and x is null and y is not null)));
      create unique index on pair (lower(k))`;
    await withSeeded(server, schema, {}, async ({ report }) => {
      expect(report.tables.map(({ table, placed }) => [table, placed])).toEqual([
        ["pair", 2],
        ["t", 1],
      ]);
    });
  });

  test("a row that points at its own empty cell", async () => {
    const schema = "create table t (id int primary key, a int unique, up int not null references t (a), v text)";
    await withSeeded(server, schema, { rows: 40 }, async ({ report, covered }) => {
      expect(report.tables[0]?.placed).toBeGreaterThanOrEqual(40);
      expect(gaps(covered)).toEqual([]);
    });
  });

  test("a circle whose rows do not come out even keeps those that do", async () => {
    const schema = `create table a (id int primary key, b_id bit(2) not null unique); create table b (id bit(2) primary key, a_id int not null unique references a);
      create table c (id int primary key, a_id int references a, b_id bit(2) not null references b);
      alter table a add foreign key (b_id) references b deferrable; alter table a add c_id int references c`;
    await withSeeded(server, schema, {}, async ({ ask }) => {
      const [[a, b, c] = []] = await ask(
        "select (select count(*) from a), (select count(*) from b), (select count(*) from c)",
      );
      expect([Number(a) > 1, a === b, Number(c) > 1]).toEqual([true, true, true]);
    });
  });

  test.for([
    ["create sequence s; create table t (no text primary key default 'INV-' || nextval('s'), v text)"],
    ["create sequence s; create table t (no text primary key default lpad(nextval('s')::text, 8, '0'), v text)"],
  ])("a text that draws from a sequence: %s", async ([schema = ""]) => {
    await withSeeded(server, `${schema}; alter sequence s owned by t.no`, {}, async ({ ask }) => {
      await ask("insert into t (v) select 'x' from generate_series(1, 500)");
      expect(await ask("select count(*) from t")).toEqual([["560"]]);
    });
  });
});

describe("triggers that write", () => {
  const each = (when: string, table: string, body: string): string =>
    `create function on_${table}() returns trigger language plpgsql as $$ begin ${body} end $$;
     create ${when} on ${table} for each row execute function on_${table}()`;

  test("one instant into all rows: the rows get several, as in production, and the trigger stays", async () => {
    const schema = `create table t (id int primary key, n text, at timestamptz not null);
      ${each("trigger stamp before insert or update", "t", "new.at := now(); return new;")}; alter table t enable always trigger stamp`;
    await withSeeded(server, schema, {}, async ({ ask, covered }) => {
      expect(gaps(covered)).toEqual([]);
      expect(await ask("select count(distinct at) > 30 from t")).toEqual([["t"]]);
      expect(await ask("select tgenabled from pg_trigger where tgname = 'stamp'")).toEqual([["A"]]);
    });
  });

  test("at the end of the transaction: they find what was to come", async () => {
    const schema = `create table tag (id int primary key, n text); create table used (id int primary key, tag int not null references tag);
      ${each("constraint trigger unused after insert", "tag", "delete from tag where id = new.id and not exists (select from used where tag = new.id); return null;").replace(" for each row", " deferrable initially deferred for each row")}`;
    await withSeeded(server, schema, {}, async ({ ask, covered }) => {
      expect(gaps(covered)).toEqual([]);
      expect(await ask("select count(*) from used")).toEqual([["60"]]);
    });
  });

  test("the parent: it does not have to be there before", async () => {
    const schema = `create table base (id text primary key, scope int not null);
      create table sub (id text primary key references base, scope int not null, name text);
      ${each("trigger mk before insert", "sub", "insert into base values (new.id, new.scope); return new;")}`;
    await withSeeded(server, schema, {}, async ({ ask, covered }) => {
      expect(gaps(covered)).toEqual([]);
      expect(await ask("select count(*) >= 60 from sub")).toEqual([["t"]]);
      expect(await ask("select (select count(*) from base) - (select count(*) from sub)")).toEqual([["60"]]);
    });
  });
});

test("a partitioned table without partitions is a note", async () => {
  await withSeeded(server, "create table t (id int, at date) partition by range (at)", {}, async ({ covered }) => {
    expect(covered.map(({ covered: shown, note }) => [shown, note])).toEqual([
      [false, true],
      [false, true],
    ]);
  });
});

describe("tables that refuse", () => {
  const refusing = (body: string): string => `create table t (id int primary key, qty int not null, v text);
    create function refuse() returns trigger language plpgsql as $$ begin ${body} return new; end $$;
    create trigger refuse before insert on t for each row execute function refuse()`;

  test("everything: the reason is reported", async () => {
    await withSeeded(server, refusing("raise exception 'no rows here';"), {}, async ({ report, covered }) => {
      expect(report.tables).toMatchObject([
        {
          table: "t",
          placed: 0,
          wanted: 60,
          stoppedBy: { constraint: null, refusing: null, sqlstate: "P0001", message: "no rows here" },
        },
      ]);
      expect(gaps(covered)).toEqual(["t.id: no row", "t.qty: no row", "t.v: no row"]);
      expect(covered.map(({ because }) => because)).toEqual(["no rows here", "no rows here", "no rows here"]);
    });
  });

  test("some rows: others take their place", async () => {
    const body = "if new.qty < 0 or new.qty % 2 = 1 then raise exception 'odd'; end if;";
    await withSeeded(server, refusing(body), {}, async ({ report }) => {
      expect(report.tables[0]).toMatchObject({ stoppedBy: null, keptOut: { message: "odd" } });
      // Some come on top: what a refused row was to show gets a row of its own.
      expect(report.tables[0]?.placed).toBeGreaterThanOrEqual(60);
    });
  });
});

async function everything({ ask, report }: Seeded): Promise<string> {
  const parts: string[] = [];
  for (const { schema, table } of report.tables) {
    const rows = await ask(`select t::text from only "${schema}"."${table}" as t`);
    parts.push(`${schema}.${table}`, ...rows.flat().map(String));
  }
  return parts.join("\n");
}
