import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { LedgerLocation } from "../../model/ledger.ts";
import { identifier, qualified } from "../../sql/quote.ts";
import { readTable } from "../ledgers/table.ts";
import type { LedgerPlace, MigrationTool } from "../tool.ts";
import { laidOut } from "./layout.ts";
import { ledgerPrinted } from "./offline.ts";
import { codeOf } from "./python.ts";

const usual: LedgerLocation = { schema: "public", table: "alembic_version" };

/** Where env.py puts the ledger, else where Alembic does by itself. @throws {HarnessError} input/alembic-ledger: only running env.py would tell, and does not */
export const ledgerPlace: MigrationTool["ledger"] = async (history): Promise<LedgerPlace> => {
  const path = join(laidOut(history.folder).scripts, "env.py");
  const code = codeOf(await readFile(path, "utf8").catch(() => ""));
  if (!/\bversion_table(_schema)?\b/.test(code)) return { location: usual, findings: [] };
  const location = await ledgerPrinted(history, usual.schema);
  if (location !== null) return { location, findings: [] };
  throw new HarnessError({
    kind: "input",
    code: "input/alembic-ledger",
    step: "find the ledger",
    message: "env.py says where the ledger is, and `alembic upgrade --sql` does not print it.",
    remedy: "Let env.py configure its `version_table` and `version_table_schema` offline, too.",
  });
};

/** @throws {HarnessError} input: a table of that name is there, but it is not Alembic's or may not be read. */
export const readLedger: MigrationTool["readLedger"] = (client, location) => {
  const remedy = "Only a table with a column `version_num` is read as Alembic's ledger.";
  const read = async (name: string) => {
    const { rows } = await client.query<{ version: string }>(
      `select version_num::text as version from ${name} order by version_num`,
    );
    return rows.map(({ version }) => ({ id: version, sha256: null, when: null, name: version }));
  };
  return readTable(client, location, read, remedy);
};

/** As Alembic makes it. */
export const ledgerDdl: MigrationTool["ledgerDdl"] = (location, columns) => {
  const { schema, table } = location;
  if (columns?.includes("version_num") === true) return [];
  if (columns === null) {
    return [
      `CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`,
      `CREATE TABLE IF NOT EXISTS ${qualified({ schema, name: table })} (version_num character varying(32) NOT NULL, CONSTRAINT ${identifier(`${table}_pkc`)} PRIMARY KEY (version_num))`,
    ];
  }
  throw new HarnessError({
    kind: "input",
    code: "input/ledger-format",
    step: "record the migrations",
    message: `The ledger ${schema}.${table} has no column version_num.`,
    remedy: "Give Alembic's ledger a name of its own: `version_table` in env.py.",
  });
};
