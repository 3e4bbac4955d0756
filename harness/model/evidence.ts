import type { Catalog, Oid } from "./catalog.ts";
import type { Declaration, Measured } from "./declaration.ts";
import type { GivenPermit, GuardSetting } from "./guard.ts";
import type { History, Split, Statement } from "./history.ts";
import type { LedgerLocation, LedgerRow } from "./ledger.ts";
import type { WishPlace } from "./seed.ts";

/** Row count and per-column digests of one table, each bound to the row's identity. */
export interface Fingerprint {
  readonly rows: number;
  /** attnum to the sum of the column's row hashes. */
  readonly columns: Readonly<Record<number, string>>;
  /** Tables without a key: the sum of whole-row hashes, since single columns cannot show values that changed rows. */
  readonly whole: string | null;
}

/** How far the values of a column reach, to be held against the sequence that feeds it. */
export interface Reach {
  readonly relation: Oid;
  readonly attnum: number;
  /** Whole numbers as text; null where the column holds none. */
  readonly min: string | null;
  readonly max: string | null;
}

/** What was written down of a database at one moment. */
export interface Facts {
  readonly catalog: Catalog;
  /** Keyed by the relation's oid. Partitions are counted at their root. */
  readonly fingerprints: Readonly<Record<Oid, Fingerprint>>;
  readonly reaches: readonly Reach[];
  readonly ledger: readonly LedgerRow[];
}

/** What became of one column's place and name; attnums of the relation that the table pair names as `after`. */
export interface ColumnMatch {
  readonly before: number;
  /** The same column, followed by identity; null when it was dropped. */
  readonly survivor: number | null;
  /** Another column that now bears the old name. */
  readonly successor: number | null;
  /** New columns of the table that may hold the dropped column's values. */
  readonly candidates: readonly number[];
}

/** Two relations whose rows are to be compared: an old table, and what is to hold its rows now. */
export interface TablePair {
  readonly before: Oid;
  readonly after: Oid;
  /** "survivor": the same relation. "rebuilt": another one under the old name. "reader": the old table lives on elsewhere, and this one now answers to its name. */
  readonly role: "survivor" | "rebuilt" | "reader";
  readonly columns: readonly ColumnMatch[];
  /** Key columns on both sides; null where rows can only be told apart by all their values. */
  readonly identity: { readonly before: readonly number[]; readonly after: readonly number[] } | null;
  /**
   * SQL over the old row for each key column of now, where a declaration says so and holds: rows are told apart by these,
   * and the identity's old columns only name them.
   */
  readonly rekeyed?: readonly string[];
}

/** What became of every table. Pure data, made from two catalogs. */
export interface Matching {
  readonly pairs: readonly TablePair[];
  /** Tables of which nothing is left: neither the relation nor its name. */
  readonly lost: readonly Oid[];
  /** Tables and columns that are new; what a downgrade would throw away. */
  readonly added: {
    readonly relations: readonly Oid[];
    readonly columns: readonly { readonly relation: Oid; readonly attnum: number }[];
  };
}

/** One differing row; keys and values as Postgres prints them. */
export interface Example {
  readonly key: Readonly<Record<string, string | null>>;
  readonly before: string | null;
  readonly after: string | null;
}

/** What comparing one old column with one column of now showed, over the rows that live on. */
export interface ColumnComparison {
  readonly before: number;
  /** null when nothing is left to compare with: then only `values` and `examples` say something. */
  readonly after: number | null;
  /** Values other than NULL that the column held before. */
  readonly values: number;
  /** Distinct values among them, counted up to 2: a column of one value proves little. */
  readonly distinct: number;
  /** Values that are no longer what they were, NULL among them. */
  readonly changed: number;
  /** Of these, values that are NULL now. */
  readonly nulled: number;
  /** NULLs that have a value now. */
  readonly filled: number;
  /** Values whose text differs while both casts, there and back, show that nothing was lost. */
  readonly converted: number;
  /** Why the casts could not be tried, in the server's words. */
  readonly castProblem: string | null;
  /** json that became jsonb and lost duplicate keys. */
  readonly duplicateKeys: number;
  readonly examples: readonly Example[];
}

export interface TableComparison {
  readonly pair: TablePair;
  readonly rows: { readonly before: number; readonly after: number; readonly lost: number };
  /** Keys (or whole rows) of lost rows. */
  readonly lostExamples: readonly Readonly<Record<string, string | null>>[];
  /** Tables without a key: rows that are there in other words, when no single column can be named. */
  readonly shuffled: number;
  /** Rows of now that repeat another one of an old key, or of an old row where there is no key. */
  readonly repeated: number;
  readonly columns: readonly ColumnComparison[];
}

/** What the server said of a failed statement. */
export interface DatabaseFailure {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail: string | null;
  readonly hint: string | null;
  readonly schema: string | null;
  readonly table: string | null;
  readonly column: string | null;
  readonly constraint: string | null;
}

/** Rows that stop a statement. */
export interface RowsInTheWay {
  readonly schema: string;
  readonly table: string;
  /** Null where it is about more than one column. */
  readonly column: string | null;
  /** Null where only the server's word about one row is known. */
  readonly count: number | null;
  /** At most five, as `key=value` or `key=value: offending value`. */
  readonly examples: readonly string[];
}

/** The candidate did not run through on populated tables. */
export interface CandidateFailure {
  readonly failure: DatabaseFailure;
  /** Null when it failed at COMMIT, or only in the migrator. */
  readonly statement: Statement | null;
  readonly atCommit: boolean;
  readonly rows: RowsInTheWay | null;
}

/** A migration, and why the migrator treats it as it does; null where its rule does not say. */
export interface Treated {
  readonly migration: string;
  readonly because: string | null;
}

/** What the migrator made of the candidate on a database that stands at the base. */
export interface Passage {
  /** Migrations of the candidate that it passed over without a word. */
  readonly skipped: readonly Treated[];
  /** Migrations of the candidate that it ran, though the ledger already held later ones. */
  readonly late: readonly Treated[];
}

/** A DELETE or UPDATE of the candidate and the number of rows that it touched. */
export interface StatementEffect {
  readonly statement: Statement;
  readonly change: "delete" | "update";
  /** As the statement names it; null where it does not say. */
  readonly schema: string | null;
  readonly table: string | null;
  readonly rows: number;
}

/** What one column holds, and what it would need to show a loss. */
export interface ColumnCoverage {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly rows: number;
  readonly nulls: number;
  readonly distinct: number;
  readonly covered: boolean;
  /** No gap to close: a derived column, or what the user wants without the values that are missing. */
  readonly note: boolean;
  /** As Postgres prints the column's type. */
  readonly type: string;
  /** A row must bring a value: NOT NULL, and nothing fills it in. */
  readonly required: boolean;
  /** The awkward values of the column's type: how many of them stand in rows, and which the schema or the user kept out. */
  readonly witnesses: { readonly placed: number; readonly refused: readonly string[] };
  /** What is not there, in words for people: "no value but NULL". */
  readonly missing: readonly string[];
  /** What stood in the way: the server's words, or the constraint; null where nothing is known to. */
  readonly because: string | null;
}

export type AttemptName = "old-release" | "take-back" | "inverse" | "ledger-rewind";
export type AttemptOutcome = "blocked" | "no-op" | "reverted" | "pretended" | "half" | "not-applicable";

/** One try to go back, judged by the rows that were read afterwards. */
export interface Attempt {
  readonly attempt: AttemptName;
  readonly outcome: AttemptOutcome;
  /** Why it went as it went: the refusal, or what was run. */
  readonly by: string;
  /** Of the refusal; null where nothing was refused, or not by the server. */
  readonly sqlstate: string | null;
  /** Of an old release: what `guardedMigrate()` says to the same folder; null where the tool has none. */
  readonly guarded: { readonly refused: boolean; readonly by: string } | null;
  /** Rows and values that were there before the attempt and are not after it. */
  readonly losses: readonly { readonly object: string; readonly rows: number; readonly values: number }[];
}

/** An accepted loss, as committed beside the migrations. */
export interface Approval {
  readonly migration: string;
  readonly file: string;
  readonly sha256: string;
  readonly object: string;
  /** The one code that is accepted; null accepts every loss of rows and values, and of nothing else. */
  readonly code: string | null;
  readonly reason: string;
  readonly owner: string;
  /** ISO date; the approval holds through this day, in UTC. */
  readonly expires: string;
}

/** What the guard of a run was asked for, and what became of its permits. */
export interface GuardEvidence {
  readonly setting: GuardSetting;
  /** As they stood after the candidate; none without a guard. */
  readonly permits: readonly GivenPermit[];
}

/** What a restore did not bring back as it was; in words, without values of rows. */
export interface RestoreDifference {
  readonly object: string;
  readonly what: string;
}

/** A dump of what stood before the candidate, restored and compared; or why there is none. */
export type Rehearsal =
  | {
      readonly outcome: "equal" | "differs";
      readonly tables: number;
      readonly rows: number;
      /** Empty where all is equal. */
      readonly differences: readonly RestoreDifference[];
      /** "pg_dump and pg_restore 17.11" */
      readonly by: string;
      readonly bytes: number;
      /** Milliseconds. */
      readonly dumped: number;
      /** Milliseconds. */
      readonly restored: number;
    }
  | { readonly outcome: "not-rehearsed"; readonly why: string };

/** All that the checks may look at. */
export interface Evidence {
  readonly history: History;
  readonly split: Split;
  readonly ledgerLocation: LedgerLocation;
  readonly before: Facts;
  /** Null when the candidate failed. */
  readonly after: Facts | null;
  readonly matching: Matching | null;
  readonly comparisons: readonly TableComparison[];
  readonly failure: CandidateFailure | null;
  readonly passage: Passage;
  /** A failure that went away when numbers at the ends of their range were left out; the rest was judged without them. */
  readonly overflow: CandidateFailure | null;
  readonly effects: readonly StatementEffect[];
  readonly coverage: readonly ColumnCoverage[];
  /** What a remedy names where other rows are needed; null where the rows were there and nobody could wish for others. */
  readonly wishes: WishPlace | null;
  /** What a second run of the migrator changed; empty when it did nothing, as it should. */
  readonly secondRun: readonly string[];
  readonly attempts: readonly Attempt[];
  /** What the candidate's statements drop or truncate, as approvals name it. */
  readonly drops: readonly string[];
  readonly guard: GuardEvidence;
  /** Null where none was asked for. */
  readonly rehearsal: Rehearsal | null;
  readonly approvals: readonly Approval[];
  readonly declarations: readonly Declaration[];
  /** One for each expectation of the declarations that are bound to the candidate as it is; none where it failed. */
  readonly measured: readonly Measured[];
  /** The day of the run, as an ISO date. */
  readonly today: string;
}
