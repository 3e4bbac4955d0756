import type { ActedOn } from "../action.ts";
import { as, nameOf, tableOf } from "../tree.ts";

/** What a plain `RangeVar` names; null where it is none. */
export function relationOf(range: unknown, part: string | null = null): ActedOn | null {
  const found = tableOf(range);
  return found === null ? null : { schema: found.schema, name: found.table, part };
}

/** What a list of names, a `TypeName` or an `ObjectWithArgs` names; null where it is none. */
export function objectOf(value: unknown, part: string | null = null): ActedOn | null {
  const names = as("TypeName", value)?.names ?? as("ObjectWithArgs", value)?.objname ?? value;
  const found = nameOf(names);
  return found === null ? null : { ...found, part };
}

/** What is in no schema. */
export function alone(name: string): ActedOn {
  return { schema: null, name, part: null };
}
