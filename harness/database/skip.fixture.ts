import type { TestContext } from "vitest";

/** What was not tried has not passed: skips a test, and prints why. */
export function skip({ skip, task }: TestContext, why: string): never {
  console.warn(`skipped: ${task.name}: ${why}`);
  return skip(why);
}
