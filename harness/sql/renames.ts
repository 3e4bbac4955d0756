import type { Literal } from "./literal.ts";
import { type Tree, tableOf, textOf } from "./tree.ts";

/** A change of names that a statement makes; `column` is null where the table itself is renamed. */
export interface Rename {
  readonly table: string;
  readonly column: string | null;
  readonly to: string;
}

/** The rename that a statement makes of a column or a table. */
export function renameOf(kind: string, node: Tree): Rename | null {
  const table = kind === "RenameStmt" ? tableOf(node.relation)?.table : undefined;
  const to = textOf(node.newname);
  if (table === undefined || to === null) return null;
  if (node.renameType === "OBJECT_TABLE") return { table, column: null, to };
  return node.renameType === "OBJECT_COLUMN" ? { table, column: textOf(node.subname), to } : null;
}

/** The table's name before the renames, given in the order they ran. */
export function formerTable(table: string, renames: readonly Rename[]): string {
  return renames.reduceRight(
    (name, { table: old, column, to }) => (column === null && name === to ? old : name),
    table,
  );
}

/** The constant under the names that its column had before the renames: rows are planted before the statements run. */
export function underFormerNames(constant: Literal, renames: readonly Rename[]): Literal {
  let { table, column } = constant;
  for (const rename of renames.toReversed()) {
    if (rename.column === null) table = table === rename.to ? rename.table : table;
    else if ((table === null || table === rename.table) && column === rename.to) column = rename.column;
  }
  return { ...constant, table, column };
}

/** The names that the columns of a table have after the renames. */
export function currentColumns(
  columns: readonly string[],
  table: string,
  renames: readonly Rename[],
): readonly string[] {
  let name = formerTable(table, renames);
  let current = columns;
  for (const rename of renames) {
    if (rename.table !== name) continue;
    if (rename.column === null) name = rename.to;
    else current = current.map((column) => (column === rename.column ? rename.to : column));
  }
  return current;
}
