import type pg from "pg";
import { HarnessError } from "../../model/error.ts";
import type { LedgerLocation, LedgerRow } from "../../model/history.ts";
import { databaseFailure } from "../../sql/failure.ts";
import { qualified } from "../../sql/quote.ts";
import type { LedgerPlace } from "../tool.ts";
import { readDrizzleConfig } from "./config.ts";

const usual: LedgerLocation = { schema: "drizzle", table: "__drizzle_migrations" };

/** Where the project's configuration puts the ledger, else where Drizzle puts it by itself. */
export async function ledgerPlace(folder: string): Promise<LedgerPlace> {
  const config = await readDrizzleConfig(folder);
  if (config === null) return { location: usual, findings: [] };
  if (config.problem === null) {
    return { location: { schema: config.schema ?? usual.schema, table: config.table ?? usual.table }, findings: [] };
  }
  return {
    location: usual,
    findings: [
      {
        code: "history/config-unreadable",
        severity: "note",
        object: config.file,
        message: `${config.file} could not be loaded (${config.problem}); the ledger is taken to be ${usual.schema}.${usual.table}`,
        remedy: "Let the file load without a database at hand, so that its `migrations` setting can be read.",
      },
    ],
  };
}

/** @throws {HarnessError} input: a table of that name is there, but it is not Drizzle's or may not be read. */
export async function readLedger(client: pg.Client, { schema, table }: LedgerLocation): Promise<LedgerRow[]> {
  const name = qualified({ schema, name: table });
  const { rows: found } = await client.query<{ oid: string | null }>("select to_regclass($1)::oid::text as oid", [
    name,
  ]);
  if (found[0]?.oid == null) return [];
  try {
    const { rows } = await client.query<{ id: string; hash: string | null; when: string | null }>(
      `select id::text, hash::text, created_at::text as when from ${name} order by ${name}.id`,
    );
    return rows.map(({ id, hash, when }) => ({ id, sha256: hash, when: when === null ? null : Number(when) }));
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === null) throw error;
    throw new HarnessError({
      kind: "input",
      code: "input/ledger-unreadable",
      step: "read the ledger",
      message: `The ledger ${schema}.${table} cannot be read: ${failure.message} (${failure.sqlstate}).`,
      remedy: "Check the `migrations` setting of drizzle.config.ts, and that the role may read the table.",
      cause: error,
    });
  }
}
