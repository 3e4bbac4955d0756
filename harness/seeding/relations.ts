import type { Relation } from "../model/catalog.ts";
import { qualified } from "../sql/quote.ts";

/** The table as FROM names it: with its own rows, those of its partitions, and without those of its heirs. */
export function ownRows(relation: Relation): string {
  return `${relation.kind === "p" ? "" : "only "}${qualified(relation)}`;
}

/** The name of one of its columns; '' for the expressions of an index, which have no column. */
export function columnName(relation: Relation, attnum: number): string {
  return relation.columns.find((column) => column.attnum === attnum)?.name ?? "";
}

/** Whether the column exists and may be NULL. */
export function mayBeNull(relation: Relation, attnum: number): boolean {
  return relation.columns.find((column) => column.attnum === attnum)?.notNull === false;
}

/** A cell as its text alone: its own collation may take several texts for one, and refuse patterns. */
export function byBytes(cell: string): string {
  return `(${cell}::text collate "C")`;
}
