import { HarnessError } from "../../model/error.ts";
import type { LiveServer, LiveTarget } from "../../model/live.ts";

/** @throws {HarnessError} input/confirm: another database is connected to than the one that is meant */
export function requireConfirmed(
  { server, target }: { readonly server: LiveServer; readonly target: LiveTarget },
  confirm: string | undefined,
): void {
  if (confirm === undefined || confirm === server.database) return;
  throw new HarnessError({
    kind: "input",
    code: "input/confirm",
    step: "confirm the database",
    message: `The database at ${target.shown} is ${server.database}, and not ${confirm}.`,
    remedy: "Nothing was written. Give the URL of the database that you mean, or its name: --confirm NAME.",
  });
}
