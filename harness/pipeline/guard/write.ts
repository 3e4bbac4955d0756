import type { ClientBase } from "pg";
import { liveError, openLive } from "../../database/index.ts";
import type { LiveTarget } from "../../model/live.ts";
import { databaseFailure } from "../../sql/failure.ts";
import { type Patience, pins } from "../../sql/pins.ts";
import { isBusy, refusedWrite, takesNoWrites, unanswered } from "../live/write-error.ts";

/** What is done when somebody holds a table for too long. */
export interface GuardPatience extends Patience {
  readonly tries: number;
}

const usual: GuardPatience = { lock: 5000, statement: 40_000, tries: 3 };

/**
 * Writes to a database of the user's in one transaction, all or nothing.
 *
 * A guard locks every table for a moment: where one is held, what was locked is let go, and it is tried again.
 * @param step What is being done, as in `HarnessError.step`.
 * @throws {HarnessError} environment/live-busy, live-privilege, live-read-only, guard-refused: nothing was written;
 *   environment/commit-unanswered: nobody knows whether it was; environment/live-…: the connection.
 */
export async function writeGuard(
  target: LiveTarget,
  step: string,
  write: (client: ClientBase) => Promise<void>,
  patience: GuardPatience = usual,
): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const error = await attempt(target, step, write, patience);
    if (error === null) return;
    const failure = databaseFailure(error);
    if (failure === null || !isBusy(failure) || tried >= patience.tries) throw writeError(error, step, target);
  }
}

/** @returns what stopped it before COMMIT */
async function attempt(
  target: LiveTarget,
  step: string,
  write: (client: ClientBase) => Promise<void>,
  patience: Patience,
): Promise<unknown> {
  const client = await openLive(target, step);
  try {
    await client.query("begin isolation level read committed");
    await client.query(pins(patience));
    await write(client);
  } catch (error) {
    // A transaction that is still open ends with its connection.
    await client.end();
    return error;
  }
  try {
    await client.query("commit");
    return null;
  } catch (error) {
    if (databaseFailure(error) === null) throw unanswered(step, target, error);
    return error;
  } finally {
    await client.end();
  }
}

/** A `HarnessError` as it is; one of kind "environment" for what the database is to blame for; else the error. */
export function writeError(error: unknown, step: string, target: LiveTarget): unknown {
  const failure = databaseFailure(error);
  if (failure === null) return liveError(error, step, target, "read");
  if (failure.sqlstate === "25006") return takesNoWrites(step, target);
  const words = {
    held: `a table of ${target.shown}`,
    privilege: {
      what: `${target.shown} does not let this user write the guard`,
      remedy: "Connect as the role that owns the guard; before there is one, as one that may make it.",
    },
    other: {
      code: "environment/guard-refused",
      what: `${target.shown} does not take the guard`,
      remedy: failure.hint ?? "See what stands in the way of that statement.",
    },
  };
  return refusedWrite(failure, step, words, error);
}
