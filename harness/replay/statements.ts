import type pg from "pg";
import type { DatabaseFailure } from "../model/evidence.ts";
import { databaseFailure } from "../sql/failure.ts";

/** Where a run of statements stopped. */
export interface Stopped {
  /** Index of the refused statement, or the commit. */
  readonly failedAt: number | "commit";
  readonly failure: DatabaseFailure;
}

export interface StatementOptions {
  /** Called after each statement, inside the transaction. The count is the server's; null where it gave none. */
  readonly after?: (index: number, rowCount: number | null) => Promise<void>;
  readonly finish: "commit" | "rollback";
}

/**
 * Runs statements one by one in one transaction, as the migrator does with a deploy.
 *
 * A COMMIT among them runs as it stands, and what follows it runs without a transaction, as it would in
 * production. Whatever happens, the connection is left outside a transaction.
 * @returns Null where all were accepted, also by the commit. What is no refusal of the server is thrown.
 */
export async function replayStatements(
  client: pg.Client,
  statements: readonly { readonly sql: string }[],
  { after, finish }: StatementOptions,
): Promise<Stopped | null> {
  await client.query("BEGIN");
  try {
    for (const [failedAt, { sql }] of statements.entries()) {
      const run = await attempt(client, sql);
      if ("failure" in run) return { failedAt, failure: run.failure };
      await after?.(failedAt, run.rowCount);
    }
    if (finish === "rollback") return null;
    const commit = await attempt(client, "COMMIT");
    return "failure" in commit ? { failedAt: "commit", failure: commit.failure } : null;
  } finally {
    // Outside a transaction this is a warning of the server, and nothing else.
    await client.query("ROLLBACK").catch(() => {
      // The connection is gone; what broke it is on its way up.
    });
  }
}

async function attempt(
  client: pg.Client,
  sql: string,
): Promise<{ readonly rowCount: number | null } | { readonly failure: DatabaseFailure }> {
  try {
    // Several statements in one text, which only a part that did not parse can hold, give several results.
    const result = [await client.query(sql)].flat().at(-1);
    return { rowCount: result?.rowCount ?? null };
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === null) throw error;
    return { failure };
  }
}
