import { liveError } from "../../../database/index.ts";
import { HarnessError } from "../../../model/error.ts";
import type { DatabaseFailure } from "../../../model/evidence.ts";
import type { LiveTarget } from "../../../model/live.ts";
import { databaseFailure } from "../../../sql/failure.ts";

/** Somebody else was in the way for too long. */
const busy = /^(55P03|57014|40P01)$/;

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
  const { sqlstate, message } = failure;
  if (isMadeTwice(failure)) return changedMeanwhile(step, "ledger");
  const refused = (code: string, what: string, remedy: string) =>
    new HarnessError({
      kind: "environment",
      code,
      step,
      message: `${what}: ${message} (SQLSTATE ${sqlstate}).`,
      remedy: `Nothing was written. ${remedy}`,
      cause: error,
    });
  if (busy.test(sqlstate)) {
    return refused(
      "environment/live-busy",
      `Somebody else holds ${ledger}`,
      "Run this again when no deploy and no long transaction is under way.",
    );
  }
  if (sqlstate === "42501") {
    return refused(
      "environment/live-privilege",
      `${target.shown} does not let this user write to ${ledger}`,
      "Connect as the role that runs the migrations: the ledger belongs to it.",
    );
  }
  return refused(
    "environment/ledger-refused",
    `${ledger} does not take the rows`,
    "See what stands on that table: a column, a constraint or a trigger that the migrator does not make.",
  );
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

/** The connection broke after COMMIT was sent and before it was answered. */
export function unanswered(step: string, { shown }: LiveTarget, cause: unknown): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/commit-unanswered",
    step,
    message: `The connection to ${shown} broke while the rows were being committed.`,
    remedy: "Either all of them are written or none. Run this again: it finds out, and writes what is missing.",
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

export function changedMeanwhile(step: string, what: "ledger" | "schema"): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/changed-meanwhile",
    step,
    message: `The ${what} changed while it was being proven.`,
    remedy: "Nothing was written. Run this again when no deploy is under way.",
  });
}
