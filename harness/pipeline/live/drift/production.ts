import { HarnessError } from "../../../model/error.ts";
import type { LedgerRead } from "../../../model/ledger.ts";
import type { DriftReport } from "../../../model/live-report.ts";
import type { Schema, SchemaFile } from "../../../model/schema.ts";
import { isTable, type LeftOut } from "../../../schema/index.ts";
import { shownName } from "../../../sql/quote.ts";
import type { Ground } from "../../plan.ts";
import type { State } from "../../replayed/states.ts";
import { isLedger, liveSchema, tablesOf } from "../live-schema.ts";
import type { Look } from "../look.ts";
import { reportedLive } from "../reported.ts";

/** What stands for production: a database, or a file that `snapshot` wrote. */
export interface Production {
  readonly reported: DriftReport["live"];
  readonly major: number;
  readonly ledger: LedgerRead;
  /** @param made whether the history makes a relation of this name, which is compared then, whatever it looks like */
  read(made: State["made"]): { readonly schema: Schema; readonly leftOut: LeftOut };
  /** What of the other side it can be held against: what was left out here is not missed. */
  comparable(history: Schema): Schema;
}

export function ofDatabase(look: Look): Production {
  return {
    reported: reportedLive(look),
    comparable: (history) => history,
    major: look.server.major,
    ledger: look.ledger,
    read(made) {
      const schema = liveSchema(look, made);
      return { schema, leftOut: leftOutOf(schema, look, made) };
    },
  };
}

/** @throws {HarnessError} bug/unaccounted: a table or column was neither read nor left out for a reason */
function leftOutOf({ objects }: Schema, look: Look, made: State["made"]): LeftOut {
  const { ofExtensions, ...all } = look.census;
  const ledgers = tablesOf(look).filter((table) => isLedger(look, table) && !made(table));
  const ledgerColumns = ledgers.reduce((sum, { columns }) => sum + columns.length, 0);
  const tables = objects.filter(isTable).length + ledgers.length + ofExtensions.tables;
  const columns = objects.filter(({ kind }) => kind === "column").length + ledgerColumns + ofExtensions.columns;
  if (tables !== all.tables) throw unaccounted("tables", tables, all.tables);
  if (columns !== all.columns) throw unaccounted("columns", columns, all.columns);
  return {
    tables: { ledgers: ledgers.length, extensions: ofExtensions.tables },
    columns: { ledgers: ledgerColumns, extensions: ofExtensions.columns },
  };
}

function unaccounted(what: string, found: number, total: number): HarnessError {
  return new HarnessError({
    kind: "bug",
    code: "bug/unaccounted",
    step: "account for every table",
    message: `Of the ${total} ${what} of the database, ${found} were read or left out for a reason.`,
    remedy: "Please report this, with the kinds of tables that the database has.",
  });
}

/** Ledgers were left out when it was written, also those that a migration makes: how many columns they had is not known. */
export function ofFile({ label, schema, ledger, ledgers }: SchemaFile, ground: Ground): Production {
  const rows = (ledger?.rows ?? []).map((row, index) => ({ id: String(index + 1), ...row }));
  const none = { ledgers: 0, extensions: 0 };
  const missing = new Set(ledgers.map((one) => shownName(one.schema, one.table)));
  return {
    reported: { snapshot: label, version: String(schema.postgres) },
    major: schema.postgres,
    ledger: { location: ledger?.location ?? ground.ledger, columns: ledger === null ? null : [], rows },
    read: () => ({ schema, leftOut: { tables: none, columns: none } }),
    comparable: (history) => ({
      ...history,
      objects: history.objects.filter(({ on, name }) => !missing.has(on ?? name)),
    }),
  };
}
