import { describe, expect, test } from "vitest";
import type { CandidateFailure, RowsInTheWay } from "../model/evidence.ts";
import type { WishPlace } from "../model/seed.ts";
import { catalog, column, factsOf, table } from "./evidence.fixture.ts";
import { ruleOut } from "./rule-out.ts";

const columns = [
  column(1, "id"),
  column(2, "name"),
  column(3, "age", { type: "numeric(6,2)" }),
  column(4, "tags", { type: "text[]" }),
];
const config: WishPlace = { source: "other.ts", key: "seed" };
const before = factsOf(catalog([table({ columns })]));

function said(
  sqlstate: string,
  rows: Partial<RowsInTheWay> | null,
  sql: string | null = null,
  wishes: WishPlace | null = config,
  message = "",
): string {
  const failure = {
    sqlstate,
    message,
    detail: null,
    hint: null,
    schema: null,
    table: null,
    column: null,
    constraint: null,
  };
  const of: CandidateFailure = {
    failure,
    statement: sql === null ? null : { migration: "0001", file: "0001.sql", line: 1, column: 1, sql },
    atCommit: false,
    rows: rows === null ? null : { schema: "public", table: "people", column: "name", count: 1, examples: [], ...rows },
  };
  return ruleOut({ before, wishes }, of);
}

test.for([
  [
    "the values that the rows show, quoted",
    '"public.people.name": ["a: \\"b\\"","c"]',
    "22P02",
    { examples: ['id=1: a: "b"', "id=2: c", "id=3: c"] },
    null,
  ],
  ["NULL, where it stands in the way", '"public.people.name": [null]', "23502", { examples: ["id=1"] }, null],
  ["nothing of a value that is cut", "", "22001", { examples: [`id=1: ${"x".repeat(195)}`] }, null],
  ["nothing of a column that the candidate made", "", "22P02", { column: "made", examples: ["id=1: x"] }, null],
  ["nothing of a key", "", "23505", { examples: ["(name)=(x) 2 times"] }, "alter table people add unique (name)"],
  [
    "by the type, of a column that the statement names",
    '"public.people.age": ["NaN", "Infinity", "-Infinity"]',
    "0A000",
    null,
    "update people set years = age::int",
  ],
  [
    "arrays of two dimensions and with bounds",
    '"public.people.tags": [/^(\\{\\{|\\[)/]',
    "22000",
    null,
    "update people set labels = array_append(tags, 'x')",
  ],
  ["nothing, where the statement names no such column", "", "0A000", null, "select 1"],
] as const)("rules out %s", ([, line, sqlstate, rows, sql]) => {
  const named = /rule it out in other\.ts: seed: \{ never: \{ (.*) \} \}\.$/.exec(said(sqlstate, rows, sql))?.[1] ?? "";
  expect(named.replaceAll(", ", ",")).toBe(line.replaceAll(", ", ","));
});

describe("where more values stand in the way than are shown", () => {
  const shown = { examples: ["id=1: a", "id=2: b", "id=3: c", "id=4: d", "id=5: e"] };
  const long = "value too long for type character varying(50)";
  const shorter = "alter table people alter name type varchar(50)";

  test("of a text that is too long, rules out all by their length", () => {
    for (const count of [3, 90]) {
      expect(said("22001", { ...shown, count }, shorter, config, long)).toMatch(
        /rule it out in other\.ts: seed: \{ never: \{ "public\.people\.name": \[\/\^\.\{50,\}\[\^ \]\/su\] \} \}\.$/,
      );
    }
  });

  test("of any other, asks for what the column holds", () => {
    const own =
      /say in other\.ts what it holds: seed: \{ tables: \{ "public\.people": \{ columns: \{ name: \["…", …\] \} \} \} \}\.$/;
    expect(said("22P02", { ...shown, count: 90 }, "alter table people alter name type int")).toMatch(own);
    const both = "alter table people alter name type varchar(9), alter nick type varchar(50)";
    expect(said("22001", { ...shown, count: 90 }, both, config, long)).toMatch(own);
    expect(said("22001", { ...shown, count: 90 }, `${shorter} using lower(name)`, config, long)).toMatch(own);
    expect(said("22P02", { examples: [`id=1: ${"x".repeat(195)}`] })).toMatch(own);
  });

  test("but not where the same values stand in many rows", () => {
    const repeated = { examples: ["id=1: a", "id=2: b", "id=3: a"], count: 90 };
    expect(said("22P02", repeated)).toMatch(/never: \{ "public\.people\.name": \["a", "b"\] \}/);
  });
});

test("says it as one says it in a scenario, where the wishes came from one", () => {
  const scenario = { source: "the scenario's options", key: null };
  expect(said("23502", {}, null, scenario)).toMatch(
    /rule it out in the scenario's options: never: \{ "public\.people\.name": \[null\] \}\.$/,
  );
});

test("says nothing of rows that were there: whatever they hold, production may hold", () => {
  expect(said("22P02", { examples: ["id=1: x"] }, null, null)).toBe("");
});
