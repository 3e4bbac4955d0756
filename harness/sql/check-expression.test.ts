import { expect, test } from "vitest";
import { columnsOf, constantsOf, readEqualities, readExpression, readIndexKeys } from "./check-expression.ts";

test.for([
  ["a > 0", "compare"],
  ["a >= 1 AND a <= 5", "and"],
  ["a between 1 and 5", "and"],
  ["(status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])", "in"],
  ["status in ('a', 'b')", "in"],
  ["code ~ '^[A-Z]+$'::text", "match"],
  ["name !~~ 'x%'", "match"],
  ["a IS NOT NULL", "null"],
  ["NOT a", "not"],
  ["active", "truth"],
  ["f(a, b)", "unknown"],
  ["this is not sql", "unknown"],
])("reads %s as %s", async ([text, kind]) => {
  expect((await readExpression(text as string)).kind).toBe(kind);
});

test("finds columns and constants, also in what it cannot read", async () => {
  const read = await readExpression("CASE WHEN kind = 'x' THEN num_nonnulls(a, \"B\") = 1 ELSE c > 5 END");
  expect(columnsOf(read)).toEqual(["kind", "a", "B", "c"]);
  expect(constantsOf(read)).toEqual(["x", "1", "5"]);
});

test("finds what a check fixes, with text beyond ASCII before it", async () => {
  expect(await readEqualities("(('é'::text <> ')') AND (gross = (net + f(tax, ')'))))")).toEqual([
    { column: "gross", expression: " (net + f(tax, ')'))" },
  ]);
});

test("reads the keys of an index", async () => {
  const keys = await readIndexKeys(
    'CREATE UNIQUE INDEX i ON public.t USING btree (lower(email), "B") WHERE (x IS NULL)',
  );
  expect(keys.map(columnsOf)).toEqual([["email"], ["B"]]);
});
