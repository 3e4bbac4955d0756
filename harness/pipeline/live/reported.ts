import type { LedgerLocation, LedgerRead } from "../../model/ledger.ts";
import type { ReportedHistory, ReportedLedger, ReportedLive } from "../../model/live-report.ts";
import { shownName } from "../../sql/quote.ts";
import type { Ground } from "../plan.ts";
import type { Look } from "./look.ts";

export function reportedLive({ target, server }: Pick<Look, "target" | "server">): ReportedLive {
  return { database: server.database, server: target.shown, version: server.version };
}

export function reportedHistory({ history }: Ground): ReportedHistory {
  const { tool, layout, label, migrations } = history;
  return { tool, layout, folder: label, migrations: migrations.length };
}

export function reportedLedger({ location, columns, rows }: LedgerRead): ReportedLedger {
  return { ...location, there: columns !== null, rows: rows.length };
}

/** How findings name a ledger: "drizzle.__drizzle_migrations". */
export function shownLedger({ schema, table }: LedgerLocation): string {
  return shownName(schema, table);
}
