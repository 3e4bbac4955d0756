import type { WishPlace } from "../model/seed.ts";

/** What to write in the place that holds the user's wishes. */
export function wish({ key }: WishPlace, line: string): string {
  return key === null ? line : `${key}: { ${line} }`;
}

/** The same of one table: "schema.table". */
export function inTable(wishes: WishPlace, table: string, line: string): string {
  return wish(wishes, `tables: { ${JSON.stringify(table)}: { ${line} } }`);
}

/** Values of the user's own for a column. */
export function ownValues(wishes: WishPlace, table: string, column: string, type: string): string {
  return inTable(wishes, table, `columns: { ${key(column)}: [${sample(type)}, …] }`);
}

export function key(column: string): string {
  return /^[a-z_$][\w$]*$/i.test(column) ? column : JSON.stringify(column);
}

/** A value as it would be written for a column of the type. */
export function sample(type: string): string {
  if (/\[\]$/.test(type)) return `[${sample(type.slice(0, -2))}]`;
  if (/^(smallint|integer|bigint|numeric|real|double|money|oid)/.test(type)) return "1";
  if (type === "boolean") return "true";
  if (/^(date|timestamp)/.test(type)) return '"2024-02-29"';
  return /^json/.test(type) ? "{}" : '"…"';
}
