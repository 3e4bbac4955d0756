import type { Finding } from "../../model/finding.ts";
import { parseSql } from "../../sql/tree.ts";
import { damageOf } from "../files/codes.ts";
import { type CutMigration, placeOf, refusedInTransaction } from "../files/statements.ts";

/** Nobody writes one statement of this length that no transaction bears. */
const longest = 20_000;

/** Whether a file holds nothing but one statement that no transaction bears: every runner runs it without one. */
export async function runsAlone(sql: string): Promise<boolean> {
  if (sql.length > longest || (await refusedInTransaction({ sql })) === null) return false;
  return (await parseSql(sql))?.length === 1;
}

/** Statements that no transaction bears, and that are not alone in their file. */
export async function besideOthers({ migration: { id }, parts }: CutMigration): Promise<readonly Finding[]> {
  const statements = parts.flatMap((part) => part.statements);
  if (statements.length < 2) return [];
  const found = await Promise.all(
    statements.map(async (statement) => {
      const words = await refusedInTransaction(statement);
      if (words === null) return [];
      const message = `${words} cannot run beside other statements of its file, which are one transaction (25001)`;
      const remedy =
        "Give it a file of its own; or, where your deploys run each statement by itself, name their command as `run` in holdfast.config.ts.";
      return damageOf("outside-transaction", id, message, placeOf(statement), remedy, "warning");
    }),
  );
  return found.flat();
}
