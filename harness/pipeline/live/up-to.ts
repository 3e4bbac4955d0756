import { HarnessError } from "../../model/error.ts";
import type { History, Migration } from "../../model/history.ts";
import { nearest } from "../../text/nearest.ts";

/**
 * A history's migrations up to one of them.
 *
 * @throws {HarnessError} input/migration-unknown
 */
export function upTo(history: History, to: string): readonly Migration[] {
  return history.migrations.slice(0, history.migrations.indexOf(migrationNamed(history, to)) + 1);
}

/** @throws {HarnessError} input/migration-unknown */
export function migrationNamed({ migrations, label }: History, name: string): Migration {
  const found = migrations.find(({ id }) => id === name);
  if (found !== undefined) return found;
  const ids = migrations.map(({ id }) => id);
  const near = nearest(name, ids);
  throw new HarnessError({
    kind: "input",
    code: "input/migration-unknown",
    step: "find the migration",
    message: `${label} has no migration ${name}.`,
    remedy: near === null ? `Its last one is ${ids.at(-1)}.` : `Did you mean ${near}?`,
  });
}
