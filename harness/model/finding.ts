import type { FindingCode } from "./codes.ts";
import type { AttemptName } from "./evidence.ts";

/** The gravest first. */
export const severities = ["error", "warning", "note"] as const;

export type Severity = (typeof severities)[number];

/** Where in the user's files a finding comes from; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The statement's own text, where the place is a statement. */
  readonly statement?: string;
}

/** Something the harness saw and judged. */
export interface Finding {
  /** `<family>/<what>`, e.g. "survival/column-lost". Stable. */
  readonly code: FindingCode;
  readonly severity: Severity;
  /** `schema.table.column` as named before the candidate, unquoted; the folder or a migration where no object is meant. */
  readonly object: string;
  readonly message: string;
  readonly at?: Place;
  readonly remedy: string;
  /** The way back that it is about, as `downgrade` of the report calls it; left out where it is about none. */
  readonly attempt?: AttemptName;
  /**
   * What reading a statement and running it say of each other: a rule foretold what was then lost, a rule warned and
   * nothing was lost, or no rule saw what running showed. Left out where only one of the two can tell.
   */
  readonly proof?: "confirmed" | "refuted" | "only-ran";
  /** The lint rules that say the same of the statement, such as "lint/drop-column"; only of what was also run. */
  readonly rules?: readonly string[];
}
