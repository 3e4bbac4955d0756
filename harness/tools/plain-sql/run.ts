import type pg from "pg";
import { databaseFailure } from "../../sql/failure.ts";
import type { MigrationFailure } from "../tool.ts";
import { runsAlone } from "./alone.ts";

/** Runs a file as one text. Leaves a transaction open, unless the file ended it or was refused. */
export async function runText(client: pg.Client, migration: string, sql: string): Promise<MigrationFailure | null> {
  const alone = await runsAlone(sql);
  if (!alone) await client.query("begin");
  const refused = await refusal(client, migration, sql, () => client.query(sql));
  if (alone && refused === null) await client.query("begin");
  return refused;
}

/** What the server says against it; the transaction is rolled back then. */
export async function refusal(
  client: pg.Client,
  migration: string,
  sql: string,
  work: () => Promise<unknown>,
): Promise<MigrationFailure | null> {
  try {
    await work();
    return null;
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === null) throw error;
    await client.query("rollback");
    return { failure, sql, migration };
  }
}
