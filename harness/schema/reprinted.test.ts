import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareSchemas } from "./index.ts";
import { type Maker, read, startMaker, told } from "./made.fixture.ts";

let maker: Maker;
beforeAll(async () => {
  maker = await startMaker();
});
afterAll(() => maker?.stop());

const columns =
  "id int, n numeric, ok boolean, state varchar(20), old varchar, code char(4), note text, docs jsonb, tags varchar[], more varchar[]";
const types = "create domain label as varchar(9); create function ft(text[]) returns boolean immutable return true;";

/** What a dump prints of each, and what a restore runs. */
const printed: readonly (readonly [print: string, drop: string, make: string])[] = [
  [
    "select pg_get_constraintdef(oid) from pg_constraint where conname = 'k'",
    "alter table t drop constraint k",
    "alter table t add constraint k {}",
  ],
  [
    "select pg_get_constraintdef(oid) from pg_constraint where conname = 'dk'",
    "alter domain label drop constraint dk",
    "alter domain label add constraint dk {}",
  ],
  ["select pg_get_indexdef('i'::regclass)", "drop index i", "{}"],
  ["select pg_get_viewdef('v'::regclass)", "drop view v", "create view v as {}"],
  ["select pg_get_expr(polqual, polrelid) from pg_policy", "drop policy p on t", "create policy p on t using ({})"],
  ["select pg_get_expr(adbin, adrelid) from pg_attrdef", "", "alter table t alter ok set default {}"],
  ["select pg_get_triggerdef(oid) from pg_trigger", "drop trigger g on t", "{}"],
  ["select pg_get_ruledef(oid) from pg_rewrite where rulename = 'r'", "drop rule r on t", "{}"],
];

/** One of each of `printed` over an expression: `of` gives it for the columns of a table by that name. */
function world(rule: string): string {
  const inRow = rule.replace(/\b(?:id|n|ok|state|old|note)\b(?!')/g, "new.$&");
  return `${types} create table t (${columns});
    alter table t add constraint k check (${rule}), alter ok set default ('a'::varchar in ('a', 'b'));
    alter domain label add constraint dk check (value in ('a', 'b'));
    create index i on t ((${rule})) where ${rule}; create view v as select id, ${rule} as good from t where ${rule} and id > 0;
    create policy p on t using (exists (select from t u where u.id = t.id and (select ${rule} from t)));
    create trigger g before insert on t for each row when (${inRow}) execute function suppress_redundant_updates_trigger();
    create rule r as on delete to t where exists (select from t where ${rule}) do instead nothing`;
}

/** @param write what becomes of each text on its way */
async function restore(client: pg.Client, write: (text: string) => string = (text) => text): Promise<void> {
  for (const [print, drop, make] of printed) {
    const { rows } = await client.query<[string]>({ text: print, rowMode: "array" });
    await client.query(`${drop}; ${make.replace("{}", () => write(rows[0]?.[0] ?? ""))}`);
  }
}

const rule = "state in ('a,b', 'it''s') and (id between 1 and 5 or n > -(1.5::numeric)) and old not in ('w', 'x')";

describe("what PostgreSQL makes of the text that it printed", () => {
  test("is the same in constraints, domains, indexes, views, policies, defaults, triggers and rules", () =>
    maker.undone(async (client) => {
      await client.query(world(rule));
      const live = await read(client);
      const texts = async () => {
        const found: unknown[] = [];
        for (const [print] of printed) found.push((await client.query({ text: print, rowMode: "array" })).rows[0]?.[0]);
        return found;
      };
      const before = await texts();
      await restore(client);
      const after = await texts();
      // Each of them is printed otherwise now.
      expect(after.filter((text, at) => text === before[at])).toEqual([]);
      expect(compareSchemas(live, await read(client)).map(told)).toEqual([]);
    }));

  test.for<readonly [what: string, from: string, to: string]>([
    ["a literal", "'it''s'", "'its'"],
    [
      "a literal with what looks like more of the list",
      "'a,b'::character varying",
      "'a'::character varying, 'b'::character varying",
    ],
    ["one more in a list", "'x'::character varying", "'x'::character varying, 'y'::character varying"],
    ["a cast to another length", "'x'::character varying", "'x'::character varying(3)"],
    ["an operator", "<> ALL", "= ANY"],
    ["a bound", "<= 5", "< 5"],
    ["the sign of a number", "(- 1.5)", "1.5"],
    [
      "what an OR joins",
      "(((id >= 1) AND (id <= 5)) OR (n > (- 1.5)))",
      "((id >= 1) AND ((id <= 5) OR (n > (- 1.5))))",
    ],
  ])("but for %s", ([, from, to]) =>
    maker.undone(async (client) => {
      await client.query(`${types} create table t (${columns}); alter table t add constraint k check (${rule})`);
      const live = await read(client);
      const [print, drop, make] = printed[0] ?? ["", "", ""];
      const { rows } = await client.query<[string]>({ text: print, rowMode: "array" });
      const text = rows[0]?.[0] ?? "";
      expect(text).toContain(from);
      await client.query(`${drop}; ${make.replace("{}", () => text.replace(from, () => to))}`);
      expect(compareSchemas(live, await read(client)).map(told)).toEqual(["constraint public.t.k differs: definition"]);
    }),
  );

  test.for([
    "ft(array[state, old])",
    "ft(array[tags, more])",
    "ft(array[array[old], array['a'::varchar]])",
    "ft(array['{a}'::varchar[], tags])",
    "docs ?& array['a'::varchar(2), 'b'::varchar]",
    "((ok or id between 1 and 2 and ok) and ok) and not ok",
    "note = ' ((a AND b) AND c) (ARRAY[''a''::character varying])::text[] (- 1)' and (id between 1 and 2 and ok)",
    "case when state in ('a', 'b') then -(1::int) < id end",
    "code in ('a', 'b') and note in ('a') and docs ->> 'a' in ('b', 'c') and ft(array[code, 'a'])",
  ])("also where it is %s", (expression) =>
    maker.undone(async (client) => {
      await client.query(`${types} create table t (${columns}); alter table t add constraint k check (${expression})`);
      const live = await read(client);
      const [print, drop, make] = printed[0] ?? ["", "", ""];
      const { rows } = await client.query<[string]>({ text: print, rowMode: "array" });
      await client.query(`${drop}; ${make.replace("{}", () => rows[0]?.[0] ?? "")}`);
      expect(compareSchemas(live, await read(client))).toEqual([]);
    }),
  );

  test("is not guessed: whether a cast is that of each array or that of its text", async () => {
    const made = (list: string) =>
      maker.made(`${types} create table t (${columns}); alter table t add constraint k check (ft(array[${list}]))`);
    const arrays = await made("tags, more");
    expect(compareSchemas(arrays, await made("tags::text[], more::text[]"))).toEqual([]);
    expect(compareSchemas(arrays, await made("tags::text, more::text")).map(told)).toEqual([
      "constraint public.t.k differs: definition",
    ]);
  });
});
