import type { SchemaDifference, SchemaKind, SchemaObject } from "../model/schema.ts";
import { nameOf } from "./names.ts";

/** A difference, and what comes and goes with its object. */
export interface Whole<One> {
  readonly whole: One;
  readonly parts: readonly SchemaObject[];
}

/** What others stand on, or are fed by. */
const holding: ReadonlySet<SchemaKind> = new Set(["table", "foreign table", "view", "materialized view", "column"]);

/** What stands on a table or a view that one side lacks is told with it, and a sequence with the column that it feeds. */
export function wholes<One extends SchemaDifference>(differences: readonly One[]): readonly Whole<One>[] {
  const holders = new Map(
    differences
      .filter(({ object, side }) => side !== "differs" && holding.has(object.kind))
      .map((one) => [keyOf(one.side, nameOf(one.object)), one]),
  );
  const holderOf = ({ object, side }: SchemaDifference): One | null => {
    if (side === "differs") return null;
    const { feeds } = object.facts;
    const above = typeof feeds === "string" ? feeds : object.on;
    const holder = above === null ? undefined : holders.get(keyOf(side, above));
    return holder === undefined ? null : (holderOf(holder) ?? holder);
  };
  const parts = new Map<SchemaDifference, SchemaObject[]>();
  for (const one of differences) {
    const holder = holderOf(one);
    if (holder !== null) parts.set(holder, [...(parts.get(holder) ?? []), one.object]);
  }
  return differences.filter((one) => holderOf(one) === null).map((whole) => ({ whole, parts: parts.get(whole) ?? [] }));
}

function keyOf(side: SchemaDifference["side"], name: string): string {
  return JSON.stringify([side, name]);
}
