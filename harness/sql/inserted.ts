import type { Literal } from "./literal.ts";
import type { ColumnsOf, Visit } from "./scope.ts";
import { as, isTree, members, tableOf, textOf } from "./tree.ts";
import { literalOf, rowsOf } from "./values.ts";

/**
 * The literals that an INSERT writes, by column; also those of INSERT … SELECT 'a', 1. One that
 * updates on conflict asks for a row that is there, as a comparison does.
 */
export function inserted({ kind, node }: Visit, columnsOf: ColumnsOf): Literal[] {
  const target = kind === "InsertStmt" ? tableOf(node.relation) : null;
  if (target === null) return [];
  const named = members(node.cols).flatMap((column) => textOf(as("ResTarget", column)?.name) ?? []);
  const columns = named.length > 0 ? named : (columnsOf(target.schema, target.table) ?? []);
  const upsert = isTree(node.onConflictClause) && node.onConflictClause.action === "ONCONFLICT_UPDATE";
  return rowsOf(as("SelectStmt", node.selectStmt)).flatMap((row) =>
    columns.flatMap((column, index): Literal[] => {
      const value = literalOf(row[index]);
      if (value === null) return [];
      if (upsert) return [{ use: "compared", ...target, column, value, operator: "=" }];
      return [{ use: "inserted", ...target, column, value, operator: "insert" }];
    }),
  );
}
