import type { TestProject } from "vitest/node";
import { type DeskAddress, openDesk } from "../vitest/desk.ts";
import { startServer } from "./index.ts";
import { testWhere } from "./test-provider.fixture.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where test files ask for the server of their worker, by its number: the first one that asks has it started. */
    readonly servers: DeskAddress;
  }
}

/**
 * Before all tests, in the process that starts them: a server of a worker's outlives its files. Under a name of its own, so that scenarios do
 * not find it: test files leave on it what they like.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const desk = await openDesk(() => startServer({ ...testWhere, keep: false, say: () => undefined }));
  project.provide("servers", { ...desk.address, wish: testWhere, keep: false });
  return desk.close;
}
