import type { TestContext } from "vitest";
import type { Server } from "../model/database.ts";

/** Skips where the server is older than the first major version that has what the test is about. */
export function needs(context: TestContext, { version }: Pick<Server, "version">, major: number, what: string): void {
  if (Number.parseInt(version, 10) >= major) return;
  skip(context, `${what}: PostgreSQL ${major} is the first, and this is ${version}`);
}

/** What was not tried has not passed: skips a test, and prints why. */
export function skip({ skip, task }: TestContext, why: string): never {
  console.warn(`skipped: ${task.name}: ${why}`);
  return skip(why);
}
