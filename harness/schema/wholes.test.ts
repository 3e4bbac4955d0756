import { expect, test } from "vitest";
import type { SchemaDifference, SchemaKind, SchemaObject } from "../model/schema.ts";
import { nameOf } from "./names.ts";
import { wholes } from "./wholes.ts";

const one = (
  kind: SchemaKind,
  on: string | null,
  name: string,
  feeds: string | null = null,
  side: SchemaDifference["side"] = "only-live",
): SchemaDifference => ({ object: { kind, on, name, facts: { feeds } }, side, facts: [], noise: null });

const told = (differences: readonly SchemaDifference[]) =>
  wholes(differences).map(({ whole, parts }) => [whole.object, ...parts].map(said));

const said = (object: SchemaObject) => `${object.kind} ${nameOf(object)}`;

const id = one("column", "public.t", "id");
const feeding = one("sequence", null, "public.t_id_seq", "public.t.id");

test("what stands on a table that one side lacks is told with it, and the sequence of its column too", () => {
  const table = one("table", null, "public.t");
  expect(told([feeding, id, table])).toEqual([["table public.t", "sequence public.t_id_seq", "column public.t.id"]]);
});

test("a sequence is told with its column, where the table is on both sides", () => {
  expect(told([id, feeding])).toEqual([["column public.t.id", "sequence public.t_id_seq"]]);
  expect(told([feeding])).toEqual([["sequence public.t_id_seq"]]);
});

test("an index is told with its materialized view", () => {
  const differences = [one("materialized view", null, "public.m"), one("index", "public.m", "m_a")];
  expect(told(differences)).toEqual([["materialized view public.m", "index public.m.m_a"]]);
});

test("nothing is told with what is of the other side, or of another kind but the same name", () => {
  const apart = [
    [one("table", null, "public.t"), one("column", "public.t", "a", null, "only-history")],
    [one("table", null, "public.t", null, "differs"), id],
    [one("constraint", "public.t", "id"), feeding],
  ];
  for (const differences of apart) expect(told(differences)).toHaveLength(2);
});
