import type { ActedOn } from "../../sql/action.ts";
import { shownName } from "../../sql/quote.ts";
import { usualSchema } from "../things.ts";

export function isSameTable(one: ActedOn, other: ActedOn): boolean {
  return one.name === other.name && (one.schema ?? usualSchema) === (other.schema ?? usualSchema);
}

export function isSame(one: ActedOn, other: ActedOn): boolean {
  return isSameTable(one, other) && one.part === other.part;
}

export function tableOf(object: ActedOn): ActedOn {
  return { ...object, part: null };
}

export function columnOf(table: ActedOn, column: string): ActedOn {
  return { ...table, part: column };
}

/** "schema.table.column" as far as the text names it. */
export function shown({ schema, name, part }: ActedOn): string {
  return shownName(...(schema === null ? [] : [schema]), name, ...(part === null ? [] : [part]));
}

/** Names in words: "a, b and c". */
export function listed(names: readonly string[]): string {
  const [last = "", ...others] = [...names].reverse();
  return others.length === 0 ? last : `${others.reverse().join(", ")} and ${last}`;
}
