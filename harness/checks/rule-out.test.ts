import { expect, test } from "vitest";
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
): string {
  const failure = {
    sqlstate,
    message: "",
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

test("says it as one says it in a scenario, where the wishes came from one", () => {
  const scenario = { source: "the scenario's options", key: null };
  expect(said("23502", {}, null, scenario)).toMatch(
    /rule it out in the scenario's options: never: \{ "public\.people\.name": \[null\] \}\.$/,
  );
});

test("says nothing of rows that were there: whatever they hold, production may hold", () => {
  expect(said("22P02", { examples: ["id=1: x"] }, null, null)).toBe("");
});
