import type { Finding } from "../../model/finding.ts";
import { firstOf } from "../../text/count.ts";
import type { MigrationFailure } from "../../tools/index.ts";

/**
 * A history that does not replay: what comes after the migration that failed is not compared.
 *
 * @param without migrations that were left out, since the ledger lacks them
 */
export function replayFailed(
  { failure, migration }: MigrationFailure,
  label: string,
  without: readonly string[] = [],
): Finding {
  const left = without.length === 0 ? "" : ` without ${firstOf(without)}, which the ledger lacks`;
  return {
    code: "history/replay-failed",
    severity: "error",
    object: migration ?? label,
    message: `The history does not replay on an empty database${left}: ${failure.message} (SQLSTATE ${failure.sqlstate}). What comes after is not compared.`,
    remedy:
      without.length > 0
        ? "Compare with the whole history up to a migration: --to ID. `holdfast status` says what became of those that the ledger lacks."
        : "Mend the history, or put what a provider sets up beforehand (schemas, roles, extensions) into holdfast/preamble.sql beside the migrations.",
  };
}
