/** One row of a ledger, the tool's tracking table. */
export interface LedgerRow {
  readonly id: string;
  readonly sha256: string | null;
  /** Position in time as the ledger holds it. */
  readonly when: number | null;
  /** Drizzle 1.0: the folder's name; plain SQL: the name, or else the version. Null where the tool keeps none. */
  readonly name: string | null;
}

/** Where a migration tool keeps its ledger. */
export interface LedgerLocation {
  readonly schema: string;
  readonly table: string;
}

/** A ledger as it stands. */
export interface LedgerRead {
  readonly location: LedgerLocation;
  /** The columns' names in their order; null where there is no table. */
  readonly columns: readonly string[] | null;
  /** In the order they were written; none where there is no table. */
  readonly rows: readonly LedgerRow[];
}

/** What a ledger says of one migration, or of rows that no migration of the folder matches. */
export type Claim = {
  /** More than one where the ledger has duplicates. */
  readonly rows: readonly LedgerRow[];
  /** What else is to be said of it; null where nothing is. */
  readonly because: string | null;
} & (
  | {
      readonly migration: string;
      readonly state:
        | "applied"
        | "pending"
        /** Not recorded, though a later one is. */
        | "out-of-order";
    }
  | {
      readonly migration: string;
      /** Recorded, with the hash of another text. */
      readonly state: "edited";
      /** The text was the same, with the line ends of another system. */
      readonly onlyLineEnds: boolean;
    }
  | {
      readonly migration: null;
      readonly state: /** Recorded and not in the folder, though later ones are. */
        | "missing"
        /** Recorded, and later than everything in the folder. */
        | "future";
    }
);

/** What the next run of the project's migrator would do, by its own rule. */
export interface Prediction {
  /** "drizzle-orm 0.45.4 of the project" */
  readonly migrator: string;
  /** In the order they would run. */
  readonly runs: readonly string[];
  /** Not recorded, and yet never run. */
  readonly skipped: readonly { readonly migration: string; readonly because: string }[];
  /** Those of `runs` that are recorded already. */
  readonly rerun: readonly string[];
  /** Why it would throw before it runs anything; null where it would not. */
  readonly refuses: string | null;
}

/** What drizzle-orm 1.0 would do to a ledger of 0.x when it first meets it. */
export interface Upgrade {
  readonly named: readonly { readonly row: string; readonly migration: string }[];
  /** Migrations that would be pending, and run. */
  readonly holes: readonly string[];
  /** Ids of rows that match nothing, over which it throws. */
  readonly unmatched: readonly string[];
  /** Migrations whose files were edited, which it would take for applied without a word. */
  readonly blessed: readonly string[];
}

/** A tracking table of whichever tool, found in a database. */
export interface ForeignLedger {
  readonly schema: string;
  readonly table: string;
  /** "drizzle", "prisma", "alembic", "flyway", …; "custom" where only the table's name and shape speak for it. */
  readonly tool: string;
  /** Null where it may not be read. */
  readonly rows: number | null;
  /** The latest it claims: a version or name; null where there is none. */
  readonly last: string | null;
  /** Rows that claim a failure, in tools that record one. */
  readonly failed: number;
}
