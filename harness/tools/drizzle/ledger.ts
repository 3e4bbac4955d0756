import type pg from "pg";
import { HarnessError } from "../../model/error.ts";
import type { LedgerLocation, LedgerRead, LedgerRow } from "../../model/ledger.ts";
import { identifier, qualified } from "../../sql/quote.ts";
import { readTable } from "../ledgers/table.ts";
import type { LedgerPlace, MigrationTool } from "../tool.ts";
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
export function readLedger(client: Pick<pg.Client, "query">, location: LedgerLocation): Promise<LedgerRead> {
  const remedy = "Check the `migrations` setting of drizzle.config.ts, and that the role may read the table.";
  return readTable(client, location, (name, columns) => rowsOf(client, name, columns), remedy);
}

async function rowsOf(
  client: Pick<pg.Client, "query">,
  table: string,
  columns: readonly string[],
): Promise<readonly LedgerRow[]> {
  const named = columns.includes("name") ? "name::text" : "null";
  const { rows } = await client.query<{ id: string; hash: string | null; when: string | null; name: string | null }>(
    `select id::text, hash::text, created_at::text as when, ${named} as name from ${table} order by ${table}.id`,
  );
  return rows.map(({ id, hash, when, name }) => ({
    id,
    sha256: hash,
    when: when === null ? null : Number(when),
    name,
  }));
}

const widening = ["name text", "applied_at timestamp with time zone DEFAULT now()"];

/** As drizzle-orm makes it: 1.0 widens a ledger of 0.x, whose rows it gives names as well. */
export const ledgerDdl: MigrationTool["ledgerDdl"] = (location, columns, like) => {
  const { schema, table } = location;
  const name = qualified({ schema, name: table });
  const hasNames = like.columns?.includes("name") === true;
  if (columns === null) {
    const content = ["id SERIAL PRIMARY KEY", "hash text NOT NULL", "created_at bigint", ...(hasNames ? widening : [])];
    return [
      `CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`,
      `CREATE TABLE IF NOT EXISTS ${name} (${content.join(", ")})`,
    ];
  }
  const lacking = (like.columns ?? []).filter((column) => !columns.includes(column));
  if (lacking.length === 0) return [];
  if (lacking.includes("name") && lacking.every((column) => column === "name" || column === "applied_at"))
    return widening.map((column) => `ALTER TABLE ${name} ADD COLUMN IF NOT EXISTS ${column}`);
  throw new HarnessError({
    kind: "input",
    code: "input/ledger-format",
    step: "record the migrations",
    message: `The ledger ${schema}.${table} has no column ${lacking.join(", ")}, and drizzle-orm would not add it.`,
    remedy: "Check the `migrations` setting of drizzle.config.ts: the table may be another tool's.",
  });
};
