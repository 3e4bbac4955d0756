import { HarnessError } from "../../model/error.ts";
import type { History, Migration } from "../../model/history.ts";
import { nearest } from "../../text/nearest.ts";

/**
 * A history's migrations up to one of them.
 *
 * @throws {HarnessError} input/migration-unknown
 */
export function upTo({ migrations, label }: History, to: string): readonly Migration[] {
  const last = migrations.findIndex(({ id }) => id === to);
  if (last >= 0) return migrations.slice(0, last + 1);
  const ids = migrations.map(({ id }) => id);
  const near = nearest(to, ids);
  throw new HarnessError({
    kind: "input",
    code: "input/migration-unknown",
    step: "find the migration",
    message: `${label} has no migration ${to}.`,
    remedy: near === null ? `Its last one is ${ids.at(-1)}.` : `Did you mean ${near}?`,
  });
}
