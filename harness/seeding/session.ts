import type { Client } from "pg";
import { HarnessError } from "../model/error.ts";
import { identifier } from "../sql/quote.ts";
import { attempted } from "./savepoint.ts";

// search_path stays the database's own: the names in our SQL are qualified, and those in the bodies of
// the user's triggers and functions often are not.
const settings: readonly string[] = [
  "search_path to default",
  "timezone = 'UTC'",
  "datestyle = 'ISO, YMD'",
  "intervalstyle = 'postgres'",
  "extra_float_digits = 1",
  "bytea_output = 'hex'",
  "standard_conforming_strings = on",
  "client_min_messages = warning",
  "synchronize_seqscans = off",
  "session_replication_role = origin",
  "statement_timeout = '120s'",
  "xmloption = content",
];

/** Runs `work` in one transaction under settings that make texts mean the same everywhere; all of it stays or nothing. */
export async function inSession<Result>(client: Client, work: () => Promise<Result>): Promise<Result> {
  await client.query("begin");
  try {
    await settle(client);
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    // What did not come from the connection is a mistake of ours, and is shown as it is.
    if (!(error instanceof Error) || !("code" in error) || error instanceof HarnessError) throw error;
    throw new HarnessError({
      kind: "environment",
      code: "environment/seeding",
      step: "seed the tables",
      message: `Seeding stopped: ${error.message}`,
      remedy: "Run it again with --keep, look at the server's log, and report it with the migrations if it repeats.",
      cause: error,
    });
  }
}

/** Brings the settings to what seeding counts on, until the end of the transaction. */
export async function settle(client: Client): Promise<void> {
  await client.query(settings.map((setting) => `set local ${setting}`).join("; "));
}

/** Has a row that a deferrable key refuses be refused with its batch, not at the end. Triggers of the user stay deferred. */
export async function keysAtOnce(client: Client): Promise<void> {
  const names = await constraintsThat(client, "condeferrable and contype <> 't'");
  if (names.length > 0) await client.query(`set constraints ${names.join(", ")} immediate`);
}

/** Has the deferred triggers of the user work now. @returns the names of those that refuse what is there */
export async function refusingTriggers(client: Client): Promise<readonly string[]> {
  if (await passes(client, "all")) return [];
  const refusing: string[] = [];
  for (const name of await constraintsThat(client, "condeferred and contype = 't'"))
    if (!(await passes(client, name))) refusing.push(name);
  return refusing;
}

async function passes(client: Client, constraints: string): Promise<boolean> {
  const { refusal } = await attempted(client, () => client.query(`set constraints ${constraints} immediate`));
  return refusal === null;
}

async function constraintsThat(client: Client, condition: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select distinct n.nspname as schema, conname as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace
     where ${condition} order by 1, 2`,
  );
  return rows.map(({ schema, name }) => `${identifier(schema)}.${identifier(name)}`);
}
