/** What a migration says that it means to change of one object; never trusted, always held against the rows. */
export type Expectation = {
  readonly migration: string;
  /** The declaration's file, for people. */
  readonly file: string;
  /** As written: "schema.table" or "schema.table.column", as named before the candidate. */
  readonly object: string;
} & (
  | {
      readonly kind: "becomes";
      /** SQL over the old row that gives the new value. */
      readonly expression: string;
    }
  | {
      readonly kind: "movedTo";
      /** "schema.table.column", as named after the candidate. */
      readonly to: string;
      /** Columns of the table it moved to, by the SQL over the old row that they equal; null within the same table. */
      readonly key: Readonly<Record<string, string>> | null;
      /** SQL over the old row, where the value was also changed on its way; null where it is the old value. */
      readonly becomes: string | null;
    }
  | {
      readonly kind: "deleted";
      /** SQL over the old row: exactly the rows for which it is true are gone. */
      readonly predicate: string;
    }
  | {
      readonly kind: "rekeyed";
      /** Columns of the table as it is now, by the SQL over the old row that they equal: together they tell rows apart. */
      readonly key: Readonly<Record<string, string>>;
    }
);

/** One file beside the migrations: what its migration means to change. */
export interface Declaration {
  readonly migration: string;
  readonly file: string;
  /** Of the migration as it was when this was written. */
  readonly sha256: string;
  readonly expect: readonly Expectation[];
}

/** A row that is otherwise than declared; values as Postgres prints them. */
export interface Counterexample {
  /** What tells the row apart; its whole text where it has no key. */
  readonly key: Readonly<Record<string, string | null>>;
  /** Of a column: the value that the expression gives. Of rows: "gone" or "kept". */
  readonly expected: string | null;
  /** What is there. */
  readonly found: string | null;
}

/** What the rows said of one expectation. */
export interface Measured {
  readonly expectation: Expectation;
  /** Old rows that it speaks of: of `deleted` those that its predicate chooses, else those of the table that live on. */
  readonly rows: number;
  /** Rows of these that the candidate changed at all: where there are none, nothing that was declared happened. */
  readonly changed: number;
  /** Rows that are otherwise than declared. */
  readonly wrong: number;
  /** At most five of them, in the order of their keys. */
  readonly examples: readonly Counterexample[];
  /** Why the rows could not be asked: no such object, or the server's words about the expression; null where they were. */
  readonly problem: string | null;
}
