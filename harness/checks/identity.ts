import type { Relation } from "../model/catalog.ts";

/**
 * The keys that tell a table's rows apart, best first: the primary key, then unique keys whose
 * columns are all NOT NULL. Partial, expression and invalid indexes prove nothing about all rows.
 * @returns attnums per key
 */
export function keysOf(relation: Relation): readonly (readonly number[])[] {
  const notNull = new Set(relation.columns.filter((column) => column.notNull).map((column) => column.attnum));
  return relation.indexes
    .filter((index) => index.unique && index.valid && index.predicate === null)
    .filter((index) => index.columns.every((attnum) => notNull.has(attnum)))
    .toSorted((a, b) => Number(b.primary) - Number(a.primary) || a.columns.length - b.columns.length || a.oid - b.oid)
    .map((index) => index.columns);
}

/** The best key of a table; null where only all its values together tell rows apart. */
export function identityOf(relation: Relation): readonly number[] | null {
  return keysOf(relation)[0] ?? null;
}

/** Relations whose rows are judged: tables, and partition trees at their root. */
export function holdsRows(relation: Relation): boolean {
  return (relation.kind === "r" || relation.kind === "p") && relation.partitionOf === null;
}
