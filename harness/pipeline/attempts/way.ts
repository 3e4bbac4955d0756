import type { Database } from "../../model/database.ts";
import { HarnessError } from "../../model/error.ts";
import type { DatabaseFailure } from "../../model/evidence.ts";
import type { Replayed } from "../../tools/index.ts";
import type { Ran } from "../candidate.ts";
import type { Run } from "../run.ts";

/** A database after the candidate, and what is known of it. */
export type After = Pick<Extract<Ran, { failure: null }>, "database" | "compared" | "settled" | "passage">;

/** What ways back have to go on. */
export interface Drill {
  readonly run: Run;
  readonly after: After;
}

export interface Refusal {
  readonly message: string;
  /** Null where it was not the server that refused. */
  readonly sqlstate: string | null;
}

/** What a way back says of itself, before the database is read back. */
export interface Tried {
  /** Null where nothing was refused. */
  readonly refusal: Refusal | null;
  /** What was run. */
  readonly by: string;
}

/** Why there is nothing to try. */
export interface NotApplicable {
  readonly because: string;
}

/** Tries it on a database of its own. */
export type Go = (database: Database) => Promise<Tried | NotApplicable>;

export type Way = (drill: Drill) => Go | NotApplicable;

export function refused({ message, sqlstate }: DatabaseFailure): Refusal {
  return { message, sqlstate: sqlstate === "" ? null : sqlstate };
}

/** What stopped a run of the migrator; also what it recorded as done all the same. */
export function refusalIn({ failure, swallowed = [] }: Replayed): Refusal | null {
  const first = failure ?? swallowed[0];
  return first === undefined ? null : refused(first.failure);
}

/** A tool that gives up on its own account has refused, too; what keeps the harness from judging is thrown. */
export async function unlessItGivesUp(going: ReturnType<Go>): ReturnType<Go> {
  try {
    return await going;
  } catch (error) {
    // Nobody has refused what never came to the database.
    if (!(error instanceof HarnessError) || error.kind !== "input" || error.code === "input/runner-stays-away")
      throw error;
    return { refusal: { message: error.message, sqlstate: null }, by: error.message };
  }
}

/** "column "a" already exists (42701)" */
export function wordsOf({ message, sqlstate }: Refusal): string {
  return sqlstate === null ? message : `${message} (${sqlstate})`;
}
