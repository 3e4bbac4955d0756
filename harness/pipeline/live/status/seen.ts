import type { Claim, Prediction, Upgrade } from "../../../model/ledger.ts";
import type { ReportedMigration } from "../../../model/live-report.ts";
import type { Ground } from "../../plan.ts";
import type { Look } from "../look.ts";
import type { Compared } from "./effects.ts";

/** All that `status` judges. */
export interface Seen {
  readonly ground: Ground;
  readonly look: Look;
  readonly claims: readonly Claim[];
  readonly migrations: readonly ReportedMigration[];
  readonly next: Prediction;
  readonly upgrade: Upgrade | null;
  readonly compared: Compared | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}
