import type { Finding } from "./finding.ts";

/** One migration of a history. */
export interface Migration {
  /** The tool's own name for it, e.g. the tag "0040_1923d6037f6e". */
  readonly id: string;
  /** Path of the SQL file relative to the working folder, with forward slashes, for people to read. */
  readonly file: string;
  /** Absolute path of the SQL file. */
  readonly path: string;
  /** The file's text, as the tool decodes it. */
  readonly sql: string;
  /** SHA-256 of the file in hex: what the tool stores in its ledger, and what declarations are bound to. */
  readonly sha256: string;
  /** Position in time as the tool's ledger holds it (Drizzle: the journal's `when`, ms since 1970). */
  readonly when: number;
  /** The line in `file` of each statement of `sql`; left out where `sql` is the file itself. */
  readonly lines?: readonly number[];
  /** The ids of those that it builds on, where the tool keeps no row of each migration but only how far it came. */
  readonly parents?: readonly string[];
}

/** The ordered migrations of a folder, as one migration tool reads them. */
export interface History {
  readonly tool: string;
  /** The tool's name for the way the folder is laid out. */
  readonly layout: string;
  /** Absolute path of the folder. */
  readonly folder: string;
  /** The folder relative to the working folder, for people to read. */
  readonly label: string;
  readonly migrations: readonly Migration[];
  /** Damage that does not keep the history from running. */
  readonly findings: readonly Finding[];
}

/** A history cut in two: what is in production, and what is under test. */
export interface Split {
  readonly base: readonly Migration[];
  /** Run as one deploy on top of the base. Never empty. */
  readonly candidate: readonly Migration[];
}

/** One statement as it stands in a migration file. */
export interface Statement {
  readonly migration: string;
  readonly file: string;
  readonly sql: string;
  /** 1-based line and column of the statement's first character in the file. */
  readonly line: number;
  readonly column: number;
}
