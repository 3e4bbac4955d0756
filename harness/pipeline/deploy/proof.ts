import { HarnessError } from "../../model/error.ts";
import type { Claim, LedgerRead, LedgerRow } from "../../model/ledger.ts";
import { shownName } from "../../sql/quote.ts";
import { count, firstOf } from "../../text/count.ts";
import { recordedIn, rowName } from "../../text/ledger.ts";

/** What a ledger was before a run, what it is now, and what the run was to record. */
export interface Run {
  readonly before: LedgerRead;
  readonly after: LedgerRead;
  /** What the ledger claims now. */
  readonly claims: readonly Claim[];
  readonly runs: readonly string[];
  readonly migrator: string;
  /** The migrator left its transaction open. */
  readonly open: boolean;
}

/**
 * Holds what a migrator claims by its silence against what the ledger says: each migration of the run recorded once,
 * what was there before still there, and nothing else.
 *
 * @throws {HarnessError} guard/not-recorded
 */
export function requireRecorded(run: Run): void {
  const why = problemOf(run);
  if (why === null) return;
  const { schema, table } = run.after.location;
  throw new HarnessError({
    kind: "environment",
    code: "guard/not-recorded",
    step: "read the ledger after the run",
    message: `${run.migrator} reported success, but ${why}.`,
    remedy: `Deploy nothing before it is clear what has run: \`holdfast status\` holds ${shownName(schema, table)} against the schema.`,
  });
}

function problemOf({ before, after, claims, runs, open }: Run): string | null {
  if (open) return "it left its transaction open; it was rolled back";
  const recorded = recordedIn(claims);
  const missing = runs.filter((id) => !recorded.has(id));
  if (missing.length > 0) return `the ledger has no row of ${firstOf(missing)}`;
  const held = new Set(after.rows.map(identity));
  const gone = before.rows.filter((row) => !held.has(identity(row)));
  if (gone.length > 0) return `${firstOf(gone.map((row) => rowName(row, true)))} of the ledger is gone or altered`;
  const more = after.rows.length - before.rows.length - runs.length;
  if (more > 0)
    return `the ledger has ${count(more, "row")} more than it wrote: another migrator ran beside it, without the lock`;
  return null;
}

/** drizzle-orm 1.0 gives a row its name, and changes nothing else of it. */
function identity({ id, sha256, when }: LedgerRow): string {
  return JSON.stringify([id, sha256, when]);
}
