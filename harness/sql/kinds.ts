import { visits } from "./scope.ts";
import { parseSql, tableOf } from "./tree.ts";

/** A DELETE or UPDATE of a statement, and the table that it names. */
export interface DataChange {
  readonly kind: "delete" | "update";
  readonly schema: string | null;
  readonly table: string;
  /** Whether the server's row count for the statement is the count of this change: not so inside WITH. */
  readonly counted: boolean;
}

/** The parser's name for a statement: "AlterTableStmt", "UpdateStmt", …; null where it is not one statement. */
export async function kindOf(statement: { readonly sql: string }): Promise<string | null> {
  const parsed = await parseSql(statement.sql);
  return parsed?.length === 1 ? (parsed[0]?.kind ?? null) : null;
}

/** Whether a statement begins or ends a transaction. Savepoints do neither. */
export async function isTransactionControl(statement: { readonly sql: string }): Promise<boolean> {
  return ((await parseSql(statement.sql)) ?? []).some(
    ({ kind, node }) => kind === "TransactionStmt" && !savepoints.has(String(node.kind)),
  );
}

const savepoints = new Set(["TRANS_STMT_SAVEPOINT", "TRANS_STMT_RELEASE", "TRANS_STMT_ROLLBACK_TO"]);

/** The DELETEs and UPDATEs of a statement, also those inside WITH; what functions and DO blocks do is not among them. */
export async function dataChanges(statement: { readonly sql: string }): Promise<DataChange[]> {
  return ((await parseSql(statement.sql)) ?? []).flatMap((parsed) =>
    [...visits(parsed.kind, parsed.node)].flatMap(({ kind, node }): DataChange[] => {
      const table = tableOf(node.relation);
      if (table === null || (kind !== "DeleteStmt" && kind !== "UpdateStmt")) return [];
      return [{ kind: kind === "DeleteStmt" ? "delete" : "update", ...table, counted: node === parsed.node }];
    }),
  );
}
