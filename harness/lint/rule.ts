import type { LintRuleName } from "../model/codes.ts";
import type { Severity } from "../model/finding.ts";
import type { ActedOn, Action } from "../sql/action.ts";

/** What was read before an action: of the migrations before, and of the statements before it in its own deploy. */
export interface Before {
  /**
   * Made in this deploy, or temporary: it holds nothing from before that a deploy could lose. So is a column that was
   * added to an old table, though rows stand there; and what hangs on a fresh table.
   */
  isFresh(object: ActedOn): boolean;
  /** A column's type as last written, such as "numeric(10,2)"; null where no migration that was read says. */
  typeOf(object: ActedOn): string | null;
  /** The column is generated from others of its row: dropping it loses nothing that cannot be computed again. */
  isComputed(column: ActedOn): boolean;
  /** Policies or triggers hang on the table, as far as migrations say. */
  isGuarded(table: ActedOn): boolean;
  /** The migrations tell all that is in the schema, and none of it holds data. */
  isBare(schema: ActedOn): boolean;
  /** What this deploy did so far, in order; bodies of DO and of functions that were called are part of it. */
  readonly done: readonly Action[];
  /** What comes behind it in this deploy. */
  readonly later: readonly Action[];
  /** The tool runs the deploy in a transaction, as Drizzle does. */
  readonly inTransaction: boolean;
}

/** What a rule has to say of one action. */
export interface Flag {
  readonly object: ActedOn;
  /** One sentence about this statement; names as `shownName` prints them. */
  readonly message: string;
}

/** One file of `rules/`: what it looks for, and why. */
export interface Rule {
  /** As the file is called: "drop-column"; findings carry "lint/drop-column". */
  readonly code: LintRuleName;
  /** What the statement does, in a few words. */
  readonly title: string;
  /**
   * "destructive": it loses data whatever the rows are; "data": whether it runs depends on the rows; "lossy": what it
   * changes may not be had back; "deploy": what a lock or a transaction makes dangerous.
   */
  readonly about: "destructive" | "data" | "lossy" | "deploy";
  readonly severity: Extract<Severity, "error" | "warning">;
  /** What running the statement on rows would show, if the rule is right; none where rows cannot tell. */
  readonly settledBy: readonly ("survival" | "protection" | "candidate")[];
  /** What a row must hold for a run to show it: NULL, or a value that another row has; left out where any row would do. */
  readonly needs?: "null" | "repeated";
  /** Why it hurts, in a sentence, for the docs. */
  readonly harm: string;
  readonly remedy: string;
  /** Deploys of which each must be flagged by this rule; "-- before" parts what stood before from the deploy. */
  readonly flags: readonly string[];
  /** Deploys that look alike and must not be flagged. */
  readonly permits: readonly string[];
  judge(action: Action, before: Before): readonly Flag[];
}
