import fc from "fast-check";
import type { Schema, SchemaObject } from "../model/schema.ts";
import { inOrder, keyOf } from "./names.ts";

const tables = ["public.a", "public.b"];
const table = fc.constantFrom(...tables);
const flag = fc.boolean();

function on(
  kind: SchemaObject["kind"],
  names: readonly string[],
  facts: fc.Arbitrary<SchemaObject["facts"]>,
): fc.Arbitrary<SchemaObject> {
  return fc.record({ kind: fc.constant(kind), on: table, name: fc.constantFrom(...names), facts });
}

function alone(
  kind: SchemaObject["kind"],
  names: readonly string[],
  facts: fc.Arbitrary<SchemaObject["facts"]>,
): fc.Arbitrary<SchemaObject> {
  return fc.record({ kind: fc.constant(kind), on: fc.constant(null), name: fc.constantFrom(...names), facts });
}

/** Few names and few values, so that two of them have much in common. */
export const anyObject: fc.Arbitrary<SchemaObject> = fc.oneof(
  alone("table", tables, fc.record({ rowSecurity: flag, options: fc.subarray(["fillfactor=70"]) })),
  alone("enum", ["public.mood"], fc.record({ labels: fc.shuffledSubarray(["x", "y", "z"]) })),
  alone("sequence", ["public.s", "public.r"], fc.record({ cycle: flag, feeds: fc.option(table) })),
  on("column", ["id", "v", '"a.b"'], fc.record({ type: fc.constantFrom("integer", "text"), notNull: flag })),
  on(
    "constraint",
    ["k", "l", "m"],
    fc.record({ kind: fc.constant("check"), definition: fc.constantFrom("p", "q"), validated: flag }),
  ),
  on(
    "index",
    ["i", "j"],
    fc.record({
      unique: flag,
      definition: fc.constantFrom("btree (id)", "btree (v)"),
      options: fc.constantFrom(null, "x"),
    }),
  ),
);

export function schemaWith(objects: readonly SchemaObject[], postgres = 17): Schema {
  return { postgres, objects: [...new Map(objects.map((one) => [keyOf(one), one])).values()].toSorted(inOrder) };
}

export const anySchema: fc.Arbitrary<Schema> = fc
  .array(anyObject, { maxLength: 14 })
  .map((objects) => schemaWith(objects));
