import type { Claim, LedgerRead, Prediction, Upgrade } from "../../model/ledger.ts";
import type { ReportedMigration } from "../../model/live-report.ts";
import type { Ground } from "../plan.ts";
import type { Compared } from "./effects.ts";
import type { Look } from "./look.ts";

/** All that `status` judges. */
export interface Seen {
  readonly held: Ground;
  readonly look: Look;
  readonly ledger: LedgerRead;
  readonly claims: readonly Claim[];
  readonly migrations: readonly ReportedMigration[];
  readonly next: Prediction;
  readonly upgrade: Upgrade | null;
  readonly compared: Compared | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How findings name the ledger: "drizzle.__drizzle_migrations". */
export function ledgerName({ ledger: { location } }: Seen): string {
  return `${location.schema}.${location.table}`;
}
