import type pg from "pg";
import { HarnessError } from "../../model/error.ts";
import type { LedgerLocation, LedgerRead, LedgerRow } from "../../model/ledger.ts";
import { identifier, qualified } from "../../sql/quote.ts";
import { readTable, unreadable } from "../ledgers/table.ts";
import type { MigrationTool } from "../tool.ts";

export const location: LedgerLocation = { schema: "public", table: "schema_migrations" };

const remedy = "Only tables with a column `version`, and perhaps `name`, are read as the ledger of numbered files.";

/** @throws {HarnessError} input: a table of that name is there, but has no versions or may not be read. */
export function readLedger(client: pg.Client, location: LedgerLocation): Promise<LedgerRead> {
  return readTable(
    client,
    location,
    (name, columns) => {
      if (columns.includes("dirty")) throw ofGolangMigrate(location);
      return rowsOf(client, name, columns);
    },
    remedy,
  );
}

async function rowsOf(client: pg.Client, table: string, columns: readonly string[]): Promise<readonly LedgerRow[]> {
  const named = columns.includes("name") ? "name::text" : "null";
  const { rows } = await client.query<{ version: string | null; name: string | null }>(
    `select version::text, ${named} as name from ${table} as ledger order by ${orderOf(columns)}, 1`,
  );
  return rows.map(({ version, name }) => ({
    id: version ?? "NULL",
    sha256: null,
    when: numberOf(version),
    name: name ?? version,
  }));
}

/** Its one row stands for all files up to that number, and no row of another may come beside it. */
function ofGolangMigrate(location: LedgerLocation): HarnessError {
  return unreadable(
    location,
    "is golang-migrate's, which keeps the last version only, in one row with a column `dirty`",
    "Only tables with a row for each migration are read: `check` judges the files without one.",
  );
}

/** When a row was written, as far as the ledger tells. */
function orderOf(columns: readonly string[]): string {
  const known = ["id", "executed_at", "applied_at", "created_at", "version"].find((name) => columns.includes(name));
  return `ledger.${identifier(known ?? "version")}`;
}

function numberOf(version: string | null): number | null {
  const digits = /^\d{1,15}(?!\d)/.exec(version ?? "")?.[0];
  return digits === undefined ? null : Number(digits);
}

/** As holdfast's own runner makes it. */
export const ledgerDdl: MigrationTool["ledgerDdl"] = (location, columns, like) => {
  const { schema, table } = location;
  if (columns === null) {
    return [
      `CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`,
      `CREATE TABLE IF NOT EXISTS ${qualified({ schema, name: table })} (version text PRIMARY KEY, name text NOT NULL, executed_at timestamp with time zone NOT NULL DEFAULT now())`,
    ];
  }
  const lacking = (like.columns ?? []).filter((column) => !columns.includes(column));
  if (lacking.length === 0) return [];
  const message = `The ledger ${schema}.${table} has no column ${lacking.join(", ")}.`;
  throw new HarnessError({
    kind: "input",
    code: "input/ledger-format",
    step: "record the migrations",
    message,
    remedy: "Name what your deploys run as `run` in holdfast.config.ts: the rows are then those that it writes.",
  });
};
