import type { Finding } from "./finding.ts";
import type { GuardRead, GuardWish, Permit } from "./guard.ts";
import type { ForeignLedger, LedgerRow, Prediction, Upgrade } from "./ledger.ts";
import type { Milliseconds } from "./report.ts";
import type { Accounting, Effect, Effects, SchemaDifference } from "./schema.ts";

/** The live database that a report speaks of. */
export interface ReportedLive {
  readonly database: string;
  /** "user@host:port/database" */
  readonly server: string;
  readonly version: string;
}

export interface ReportedHistory {
  readonly tool: string;
  /** The tool's name for the way the folder is laid out. */
  readonly layout: string;
  readonly folder: string;
  readonly migrations: number;
}

export interface ReportedLedger {
  readonly schema: string;
  readonly table: string;
  /** Whether there is such a table. */
  readonly there: boolean;
  readonly rows: number;
}

type LiveMilliseconds = Pick<Milliseconds, "server" | "replay" | "capture" | "total">;

/** One migration in the table of `status`, or ledger rows that no file matches. */
export interface ReportedMigration {
  readonly migration: string | null;
  /** Ids of the ledger's rows that claim it. */
  readonly rows: readonly string[];
  /** "failed": not recorded, and in effect by half. */
  readonly ledger: "applied" | "edited" | "pending" | "out-of-order" | "missing" | "future" | "failed";
  /** Null where no schema was compared, or there is no file. */
  readonly schema: Effect | null;
  /** What the next run of the migrator does with it; null where nothing. */
  readonly next: "runs" | "skipped" | "reruns" | null;
}

/** What `holdfast status` prints; stable within a `schemaVersion`. */
export interface StatusReport {
  readonly schemaVersion: 1;
  readonly command: "status";
  /** "applied": all is recorded and true; "behind": what is recorded is true, and there is more to run. */
  readonly verdict: "applied" | "behind" | "untrue" | "unproven";
  readonly live: ReportedLive;
  readonly history: ReportedHistory;
  readonly ledger: ReportedLedger;
  /** In the history's order; rows without a file last. */
  readonly migrations: readonly ReportedMigration[];
  readonly next: Prediction;
  readonly upgrade: Upgrade | null;
  readonly otherLedgers: readonly ForeignLedger[];
  readonly nearest: Effects["nearest"] | null;
  /** The server that the history was replayed on; null where it was not. */
  readonly replayedOn: string | null;
  readonly findings: readonly Finding[];
  readonly milliseconds: LiveMilliseconds;
}

/** What `holdfast drift` prints; stable within a `schemaVersion`. */
export interface DriftReport {
  readonly schemaVersion: 1;
  readonly command: "drift";
  readonly verdict: "equal" | "drifted";
  /** What stands for production: a database, or a file that `snapshot` wrote. */
  readonly live: ReportedLive | { readonly snapshot: string; readonly version: string };
  /** What it is held against: the history up to a migration (null: before all of them), or a reviewed file. */
  readonly against:
    | { readonly folder: string; readonly after: string | null; readonly by: "ledger" | "to" | "nearest" }
    | { readonly snapshot: string };
  /** Both sides are of the same major version of PostgreSQL. */
  readonly exact: boolean;
  readonly tables: Accounting;
  readonly columns: Accounting;
  /** `migration`: the one that made what the history has; null where that is not known. */
  readonly differences: readonly (SchemaDifference & { readonly migration: string | null })[];
  readonly findings: readonly Finding[];
  readonly milliseconds: LiveMilliseconds;
}

/** One ledger row that `baseline` is about. */
export interface ReportedRow extends Omit<LedgerRow, "id"> {
  readonly migration: string;
  readonly state: "there" | "to write" | "written";
}

/** What `holdfast baseline` prints; stable within a `schemaVersion`. */
export interface BaselineReport {
  readonly schemaVersion: 1;
  readonly command: "baseline";
  /** "unconfirmed": proven, and nothing written; "unchanged": all was recorded already. */
  readonly verdict: "recorded" | "unchanged" | "unconfirmed" | "refused";
  readonly live: ReportedLive;
  readonly history: ReportedHistory;
  readonly to: string;
  /** What wrote the rows on the scratch server that these are copies of. */
  readonly migrator: string;
  /** `makes`: the DDL that is needed for the ledger itself. */
  readonly ledger: ReportedLedger & { readonly makes: readonly string[] };
  readonly rows: readonly ReportedRow[];
  /** What the migrator would do after it; null where it was not asked, since the schema differs. */
  readonly next: Prediction | null;
  readonly findings: readonly Finding[];
  readonly milliseconds: LiveMilliseconds;
}

/** What `holdfast snapshot` prints; stable within a `schemaVersion`. */
export interface SnapshotReport {
  readonly schemaVersion: 1;
  readonly command: "snapshot";
  readonly verdict: "written" | "unchanged";
  /** Null where it went to stdout. */
  readonly file: string | null;
  readonly live: ReportedLive;
  readonly tables: number;
  readonly columns: number;
  /** `without`: tables that were never analysed, or whose statistics may not be read. */
  readonly statistics: { readonly tables: number; readonly without: readonly string[] } | null;
  readonly findings: readonly Finding[];
  readonly milliseconds: LiveMilliseconds;
}

/** What the commands of `holdfast guard` print that look at a database; stable within a `schemaVersion`. */
export interface GuardReport {
  readonly schemaVersion: 1;
  readonly command: "guard";
  readonly action: "install" | "verify" | "permit";
  /** "closed" and "open" are what `guard verify` says. */
  readonly verdict: "installed" | "updated" | "unchanged" | "granted" | "unconfirmed" | "refused" | "closed" | "open";
  readonly live: ReportedLive;
  readonly guard: GuardRead;
  /** What the guard is to cover. */
  readonly asked: GuardWish;
  /** What no guard stops, in words. */
  readonly limits: readonly string[];
  /** What `guard permit` gave, or would give. */
  readonly permits: readonly Permit[];
  readonly findings: readonly Finding[];
  readonly milliseconds: Pick<Milliseconds, "total">;
}
