import { accessSync } from "node:fs";
import { HarnessError } from "../model/error.ts";

/**
 * In the VM contexts of Vitest's pools vmThreads and vmForks, errors of Node's own modules are no `Error`, and nothing that goes
 * wrong can be told for what it is.
 *
 * @throws {HarnessError} input/usage
 */
export function requireOwnRealm(): void {
  try {
    accessSync("");
  } catch (error) {
    if (error instanceof Error) return;
    throw new HarnessError({
      kind: "input",
      code: "input/usage",
      step: "start a test with a database",
      message:
        "this file runs in a VM context, as the pools vmThreads and vmForks make it, in which no error can be judged",
      remedy: 'Set pool: "forks" or "threads" in the Vitest config, for the files that use holdfast/vitest.',
    });
  }
}
