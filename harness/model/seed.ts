import type { Faker } from "@faker-js/faker";

/** A value that a migration compares with, inserts or holds a column to. The seed plants the first on both sides, leaves the second free, and keeps to the third. */
export interface Constant {
  /**
   * "compared": rows must stand on both sides of it. "inserted": a key that the candidate will write
   * itself. "limited": one of the only values that the candidate takes in a free column of text.
   */
  readonly use: "compared" | "inserted" | "limited";
  /** The table, where the statement says so; names as written in the SQL, folded as Postgres folds them. */
  readonly schema: string | null;
  readonly table: string | null;
  readonly column: string;
  /**
   * The literal as text, which Postgres would take as input for the column. For "like" and "regex" the
   * pattern; for "length" the number of characters; for "contains" the document or array of which the
   * column holds at least that; for "type" the type that the values must cast to: an enum, or bytea.
   */
  readonly value: string;
  readonly operator:
    | "="
    | "<>"
    | "<"
    | "<="
    | ">"
    | ">="
    | "like"
    | "regex"
    | "length"
    | "contains"
    | "in"
    | "type"
    | "insert";
  /** Which statement of the candidate says so, from 0: what one statement compares with belongs into one row, too. */
  readonly statement: number;
}

/** A cell that a seed set gives: what `pg` would take as a parameter; text for what JavaScript has no type for. */
export type Cell =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | readonly Cell[]
  | { readonly [key: string]: unknown };

/** A row that the user gives, by column; columns left out are completed. */
export type GivenRow = Readonly<Record<string, Cell>>;

/** A representative data set of a known domain: rows per table, columns left out are completed by the generic seeding. */
export interface SeedSet {
  readonly name: string;
  /** Keyed "schema.table". Called with a seeded faker, so that the same seed gives the same rows. */
  rows(faker: Faker): Readonly<Record<string, readonly GivenRow[]>>;
}

/** The values of one column: a list to draw from, or a function that makes one after the other with a seeded faker. */
export type ColumnValues = readonly Cell[] | ((faker: Faker) => Cell);

/** What the user says about the rows of one table; what is left out is generated. */
export interface TableWish {
  /** Rows wanted, in place of the run's number; 0 leaves the table empty on purpose. */
  readonly rows?: number;
  /** SQL that places rows before all others; run as superuser. */
  readonly sql?: { readonly file: string; readonly text: string };
  /** Rows to place as they are given. */
  readonly list?: readonly GivenRow[];
  /** Columns whose values are not generated. */
  readonly columns?: Readonly<Record<string, ColumnValues>>;
}

/** A value that production cannot hold: its text as Postgres prints it, a pattern of such texts, or NULL (of columns only). */
export type NeverRule = string | RegExp | null;

/** What a table of production looks like, without its values. Names and meanings are those of pg_stats. */
export interface TableShape {
  readonly rows: number;
  readonly columns: Readonly<Record<string, ColumnShape>>;
}

export interface ColumnShape {
  /** Share of rows that are NULL, 0 to 1. */
  readonly nulls: number;
  /** Distinct values where positive; where negative, minus their share of the rows. Null where unknown. */
  readonly distinct: number | null;
  /** Average width in bytes; null where unknown. */
  readonly width: number | null;
}

/** What rows a run wants. */
/** Where the user says what rows are wanted. */
export interface WishPlace {
  /** As a sentence names it: "holdfast.config.ts", "the scenario's options". */
  readonly source: string;
  /** The key there below which it stands; null at the top. */
  readonly key: string | null;
}

export interface SeedWish {
  /** The same seed on the same catalog gives the same rows. */
  readonly seed: number;
  /** Rows wanted per table; a table gets more where its witnesses need more. */
  readonly rows: number;
  /** Rows that the user gives: inserted first, missing columns completed. */
  readonly sets: readonly SeedSet[];
  /** Keyed "schema.table". */
  readonly tables: Readonly<Record<string, TableWish>>;
  /** Keyed by a type's name or "schema.table.column". */
  readonly never: Readonly<Record<string, readonly NeverRule[]>>;
  /** Shapes to follow, keyed "schema.table"; their numbers of rows are those wanted here. */
  readonly shapes: Readonly<Record<string, TableShape>>;
  /** Where the user says all this. */
  readonly wishes: WishPlace;
}

/** What seeding meant to place in one column. */
export interface SeededColumn {
  readonly name: string;
  /** The awkward values of the column's type: what production might hold. */
  readonly witnesses: readonly string[];
  /** Why the column holds no other values than it does, in words; null where only the schema limits it. */
  readonly limit: string | null;
  /** Whether that is the user's word. */
  readonly byUser: boolean;
  /** Whether the user ruled values out. */
  readonly ruledOut: boolean;
}

/** What seeding did to one table. */
export interface SeededTable {
  readonly schema: string;
  readonly table: string;
  /** Rows that this seeding placed; those of migrations are not among them. */
  readonly placed: number;
  /** 0 where the table was to stay empty. */
  readonly wanted: number;
  readonly columns: readonly SeededColumn[];
  /** Why fewer rows than wanted could be placed; null where enough are there. */
  readonly stoppedBy: Refusal | null;
  /** What kept a value that must appear out of every row that was to show it; null where none was given up. */
  readonly keptOut: Refusal | null;
}

/** The server's words about the last refused row, or ours about a key without more values. */
export interface Refusal {
  readonly constraint: string | null;
  /** The table that refused, as "schema.table": a trigger may write into others. */
  readonly refusing: string | null;
  readonly sqlstate: string;
  readonly message: string;
}

/** What seeding did, in the order it did it. */
export interface SeedReport {
  readonly seed: number;
  readonly tables: readonly SeededTable[];
}
