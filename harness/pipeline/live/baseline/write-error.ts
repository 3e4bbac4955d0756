import { liveError } from "../../../database/index.ts";
import { HarnessError } from "../../../model/error.ts";
import type { DatabaseFailure } from "../../../model/evidence.ts";
import type { LiveTarget } from "../../../model/live.ts";
import { databaseFailure } from "../../../sql/failure.ts";
import { refusedWrite } from "../write-error.ts";

/**
 * The error to throw when rows could not be written to a ledger.
 *
 * @param ledger its name, for people
 * @returns A `HarnessError` as it is; one of kind "environment" for what the database is to blame for; else the error.
 */
export function writeError(error: unknown, step: string, target: LiveTarget, ledger: string): unknown {
  if (error instanceof HarnessError) return error;
  const failure = databaseFailure(error);
  if (failure === null) return brokenOff(liveError(error, step, target, "read"));
  if (isMadeTwice(failure)) return changedMeanwhile(step, "ledger");
  const words = {
    held: ledger,
    privilege: {
      what: `${target.shown} does not let this user write to ${ledger}`,
      remedy: "Connect as the role that runs the migrations: the ledger belongs to it.",
    },
    other: {
      code: "environment/ledger-refused",
      what: `${ledger} does not take the rows`,
      remedy: "See what stands on that table: a column, a constraint or a trigger that the migrator does not make.",
    },
  };
  return refusedWrite(failure, step, words, error);
}

/** Somebody else made the ledger in the same moment. */
function isMadeTwice({ sqlstate, schema }: DatabaseFailure): boolean {
  return sqlstate === "42P06" || sqlstate === "42P07" || (sqlstate === "23505" && schema === "pg_catalog");
}

/** A transaction ends with its connection. */
function brokenOff(error: unknown): unknown {
  if (!(error instanceof HarnessError)) return error;
  const { kind, code, step, message, tried, remedy } = error;
  return new HarnessError({ kind, code, step, message, tried, remedy: `Nothing was written. ${remedy}`, cause: error });
}

export function changedMeanwhile(step: string, what: "ledger" | "schema"): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/changed-meanwhile",
    step,
    message: `The ${what} changed while it was being proven.`,
    remedy: "Nothing was written. Run this again when no deploy is under way.",
  });
}
