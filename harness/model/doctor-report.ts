import type { NameIn } from "./codes.ts";
import type { ProviderName } from "./database.ts";
import type { Finding } from "./finding.ts";
import type { Milliseconds } from "./report.ts";

/** What `doctor` looks at; what is amiss with one is a finding `environment/<item>`. */
export type DoctorItem = NameIn<"environment">;

/** One thing that was looked at. */
export interface ReportedItem {
  readonly item: DoctorItem;
  /** "skipped": it was not asked for, or there is nothing to look at. */
  readonly state: "ok" | "warning" | "problem" | "skipped";
  /** What was found, in words; no secret is in it. */
  readonly found: string;
  /** Where it was looked for, and what each place said. */
  readonly tried: readonly string[];
}

/** What `holdfast doctor` prints; stable within a `schemaVersion`. */
export interface DoctorReport {
  readonly schemaVersion: 1;
  readonly command: "doctor";
  /** "ready": nothing is in the way; "hindered": a server can be had, and something else is in the way; "unfit": no server can be had. */
  readonly verdict: "ready" | "hindered" | "unfit";
  /** Where a run would take place by default; null where it could not. */
  readonly provider: ProviderName | null;
  readonly items: readonly ReportedItem[];
  /** One for each item that is a problem (an error) or a warning. */
  readonly findings: readonly Finding[];
  readonly milliseconds: Pick<Milliseconds, "total">;
}
