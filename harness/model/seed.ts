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

/** A representative data set of a known domain: rows per table, columns left out are completed by the generic seeding. */
export interface SeedSet {
  readonly name: string;
  /** Keyed "schema.table". Called with a seeded faker, so that the same seed gives the same rows. */
  rows(faker: import("@faker-js/faker").Faker): Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;
}

/** What seeding did to one table. */
export interface SeededTable {
  readonly schema: string;
  readonly table: string;
  /** Rows that this seeding placed; those of migrations are not among them. */
  readonly placed: number;
  readonly wanted: number;
  /** Columns that hold nothing but what the candidate will take. */
  readonly limited: readonly string[];
  /** Why fewer rows than wanted could be placed: the server's words about the last refused row; null where none was refused. */
  readonly stoppedBy: {
    readonly constraint: string | null;
    readonly sqlstate: string;
    readonly message: string;
  } | null;
}

/** What seeding did, in the order it did it. */
export interface SeedReport {
  readonly seed: number;
  readonly tables: readonly SeededTable[];
}
