import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** An empty folder for one run of the tests, inside the repository; whoever needs the built package first, builds it there. */
    readonly built: string;
  }
}

/** Before all tests, in the process that starts them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(project.config.root, ".vitest-built-"));
  project.provide("built", folder);
  return () => rm(folder, { recursive: true, force: true });
}
