import type { Migration } from "../../model/history.ts";
import { kindOf } from "../../sql/kinds.ts";
import { splitStatements } from "../../sql/split.ts";

/** Statements that change nothing of what schemas are compared by: rows, privileges, comments, settings. */
const traceless = new Set([
  ...["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "SelectStmt", "TruncateStmt", "CopyStmt", "VacuumStmt"],
  ...["GrantStmt", "GrantRoleStmt", "AlterDefaultPrivilegesStmt", "AlterOwnerStmt", "CommentStmt", "LockStmt"],
  ...["CreateRoleStmt", "AlterRoleStmt", "DropRoleStmt", "VariableSetStmt", "TransactionStmt", "RefreshMatViewStmt"],
]);

/** As far as can be read: what a function or a DO block does is not known. */
export async function leavesNoTrace(migration: Migration): Promise<boolean> {
  const kinds = await Promise.all((await splitStatements(migration)).map(kindOf));
  return kinds.every((kind) => kind !== null && traceless.has(kind));
}
