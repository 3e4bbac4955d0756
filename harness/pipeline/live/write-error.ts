import { HarnessError } from "../../model/error.ts";
import type { DatabaseFailure } from "../../model/evidence.ts";
import type { LiveTarget } from "../../model/live.ts";

/** Somebody else was in the way for too long. */
export function isBusy({ sqlstate }: DatabaseFailure): boolean {
  return /^(55P03|57014|40P01)$/.test(sqlstate);
}

/** What a write was refused for, and what to do then. */
interface Refusal {
  readonly code: string;
  readonly what: string;
  readonly remedy: string;
}

/** How the refusals of one kind of write are told. */
export interface WriteWords {
  /** What somebody else may hold: "a table of db.example.com:5432/shop". */
  readonly held: string;
  readonly privilege: Omit<Refusal, "code">;
  /** All that is neither. */
  readonly other: Refusal;
}

/** The error to throw when a statement was refused, in a transaction that ends with it. */
export function refusedWrite(failure: DatabaseFailure, step: string, words: WriteWords, cause: unknown): HarnessError {
  const { code, what, remedy } = refusalOf(failure, words);
  return new HarnessError({
    kind: "environment",
    code,
    step,
    message: `${what}: ${failure.message} (SQLSTATE ${failure.sqlstate}).`,
    remedy: `Nothing was written. ${remedy}`,
    cause,
  });
}

function refusalOf(failure: DatabaseFailure, { held, privilege, other }: WriteWords): Refusal {
  if (isBusy(failure)) {
    const remedy = "Run this again when no deploy and no long transaction is under way.";
    return { code: "environment/live-busy", what: `Somebody else holds ${held}`, remedy };
  }
  return failure.sqlstate === "42501" ? { code: "environment/live-privilege", ...privilege } : other;
}

/** The connection broke after COMMIT was sent and before it was answered. */
export function unanswered(step: string, { shown }: LiveTarget, cause: unknown): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/commit-unanswered",
    step,
    message: `The connection to ${shown} broke before COMMIT was answered.`,
    remedy: "Either all of it is written or none. Run this again: it finds out, and writes what is missing.",
    cause,
  });
}

export function takesNoWrites(step: string, { shown }: LiveTarget): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/live-read-only",
    step,
    message: `${shown} takes no writes: it is a standby, or set to read only.`,
    remedy: "Nothing was written. Give the URL of the primary, or of a role that may write.",
  });
}
