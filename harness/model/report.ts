import type { ReportedDrop } from "./drops.ts";
import type { Example, Rehearsal } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import type { Permit } from "./guard.ts";

/** One column of an old table, and what became of it. */
export interface ReportedColumn {
  readonly column: string;
  /** The column that holds its values now; null when nothing does. */
  readonly now: string | null;
  readonly outcome: string;
  /** Values other than NULL before the candidate. */
  readonly values: number;
  readonly lost: number;
  readonly examples: readonly Example[];
}

export interface ReportedTable {
  readonly table: string;
  readonly now: string | null;
  /** Key columns by which rows were told apart; null where there is no key. */
  readonly identity: readonly string[] | null;
  readonly rows: { readonly before: number; readonly after: number; readonly lost: number };
  readonly columns: readonly ReportedColumn[];
  /**
   * What had become of it after each migration of the candidate, read back there; as many as `history.candidate` has. Left out
   * where the candidate is one migration or failed, where all of the table is kept, and where its owner could not read it.
   */
  readonly steps?: readonly ReportedStep[];
}

/** One table after one of several migrations of the candidate. */
export interface ReportedStep {
  /** Rows of before that are not there after this migration. */
  readonly lost: number;
  /** Column of before to its outcome after this migration; one that is not named is kept. */
  readonly outcomes: Readonly<Record<string, string>>;
}

/** A migration of the candidate, as its file has it. */
export interface ReportedSource {
  readonly migration: string;
  /** As findings name it. */
  readonly file: string;
  readonly sql: string;
}

/** What the seed placed in one column, as read back from its rows. */
export interface ReportedCoverage {
  /** "schema.table.column" */
  readonly column: string;
  readonly rows: number;
  readonly nulls: number;
  /** Distinct values other than NULL. */
  readonly distinct: number;
  /** The type's awkward values: how many of them stand in rows, and which do not. */
  readonly witnesses: { readonly placed: number; readonly refused: readonly string[] };
  /** What is not there and could show a loss, in words; empty where the column is covered. */
  readonly missing: readonly string[];
  /** What stood in the way of missing and refused values; null where nothing did. */
  readonly because: string | null;
}

/** Times by phase, in whole milliseconds. The only part of a report that may differ between equal runs. */
export interface Milliseconds {
  readonly server: number;
  readonly replay: number;
  readonly seed: number;
  readonly capture: number;
  readonly candidate: number;
  readonly downgrade: number;
  readonly total: number;
}

/** The document that `--json` prints; stable within a `schemaVersion`. */
export interface Report {
  readonly schemaVersion: 1;
  readonly command: "verify";
  readonly verdict: "safe" | "unsafe" | "unproven";
  /** The database whose rows were copied in place of made ones; left out where rows were made. */
  readonly from?: string;
  readonly postgres: { readonly version: string; readonly provider: string; readonly image: string | null };
  readonly history: {
    readonly tool: string;
    readonly folder: string;
    readonly migrations: number;
    readonly candidate: readonly string[];
  };
  /** What was under test. */
  readonly sources: readonly ReportedSource[];
  readonly seed: {
    readonly seed: number;
    readonly tables: number;
    readonly rows: number;
    readonly columns: number;
    readonly covered: number;
    readonly uncovered: readonly string[];
    /** Every column that rows were looked for in, derived ones and those of tables left empty included. */
    readonly coverage: readonly ReportedCoverage[];
  };
  readonly survival: readonly ReportedTable[];
  readonly downgrade: readonly {
    readonly attempt: string;
    readonly outcome: string;
    readonly by: string;
    /** What `guardedMigrate()` says where an old release is tried; left out where the tool has none. */
    readonly guarded?: { readonly refused: boolean; readonly by: string };
  }[];
  /** What was read of the candidate's statements; left out where they were not read. */
  readonly lint?: LintSummary;
  /** What approvals became under a guard; left out where none is installed. */
  readonly guard?: { readonly permits: readonly (Permit & { readonly used: boolean })[] };
  /** Left out where none was asked for. */
  readonly rehearsal?: Rehearsal;
  readonly findings: readonly Finding[];
  readonly milliseconds: Milliseconds;
}

/** How much of the statements lint could read. */
export interface LintSummary {
  readonly statements: number;
  /** Statements that run what cannot be read before: dynamic SQL, and languages that have no parser here. */
  readonly unread: readonly { readonly file: string; readonly line: number; readonly why: string }[];
  /** Findings that a comment above their statement takes away. */
  readonly suppressed: number;
}

/** What `holdfast check` prints; stable within a `schemaVersion`. */
export interface CheckReport {
  readonly schemaVersion: 1;
  readonly command: "check";
  /** "damaged" where a finding about the history is an error, else "dangerous" where one about its statements is. */
  readonly verdict: "sound" | "damaged" | "dangerous";
  readonly history: {
    readonly tool: string;
    /** The tool's name for the way the folder is laid out. */
    readonly layout: string;
    readonly folder: string;
    readonly migrations: number;
  };
  /** The git ref that was asked for, and the commit that HEAD has in common with it; null where nothing is known to be old. */
  readonly base: { readonly ref: string; readonly commit: string } | null;
  /** What was read of the statements: of what the base does not have, else of the last migration. */
  readonly lint?: LintSummary & { readonly migrations: readonly string[] };
  /** The server that the history was replayed on; left out where it was not. */
  readonly replayedOn?: string;
  /** Left out where they were not asked for. */
  readonly drops?: readonly ReportedDrop[];
  /** The database or the schema file that stood for production, for people; left out where none was looked at. */
  readonly production?: string;
  readonly findings: readonly Finding[];
  readonly milliseconds: Pick<Milliseconds, "total">;
}

/** What `--json` prints when there is nothing to report: exits 2, 3 and 4. */
export interface ErrorDocument {
  readonly schemaVersion: 1;
  readonly command: string;
  readonly error: {
    readonly code: string;
    readonly step: string;
    readonly message: string;
    readonly tried: readonly string[];
    readonly remedy: string;
  };
}
