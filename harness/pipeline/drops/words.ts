import { count, firstOf } from "../../text/count.ts";
import type { Inventoried } from "./inventory.ts";

/** Drops of one migration. */
export type Group = readonly [Inventoried, ...Inventoried[]];

const kinds: Readonly<Record<Inventoried["kind"], readonly [one: string, many: string]>> = {
  schema: ["schema", "schemas"],
  table: ["table", "tables"],
  column: ["column", "columns"],
  type: ["type", "types"],
  attribute: ["attribute", "attributes"],
  rows: ["table's rows", "tables' rows"],
};

/** "11 tables and 3 columns" */
export function kindsOf(drops: readonly Inventoried[]): string {
  const counted = Object.entries(kinds).flatMap(([kind, [one, many]]) => {
    const found = drops.filter((drop) => drop.kind === kind).length;
    return found === 0 ? [] : count(found, one, many);
  });
  return counted.length < 2 ? counted.join("") : `${counted.slice(0, -1).join(", ")} and ${counted.at(-1)}`;
}

export function dropsLive(group: Group): string {
  const [first, second] = group;
  if (second !== undefined) return `drops ${kindsOf(group)} that are in production: ${objectsOf(group)}`;
  if (first.kind === "rows") return `empties ${first.object}, which is in production`;
  return `drops ${first.object}, ${first.kind === "attribute" ? "an" : "a"} ${first.kind} that is in production`;
}

export function objectsOf(group: Group): string {
  return firstOf(
    group.map(({ object }) => object),
    12,
  );
}
