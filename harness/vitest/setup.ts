import type { TestProject } from "vitest/node";
import { readConfig } from "../config/index.ts";
import { startServer } from "../database/index.ts";
import { openDesk, type ServerWish } from "./desk.ts";
import { keepWished } from "./keeping.ts";
import type {} from "./provided.ts";

/**
 * Vitest's global set-up: `globalSetup: ["holdfast/vitest/setup"]`. Each worker then has one server for all its files, which the first
 * test that needs one has started, and which ends with the run; in watch mode, it stays between reruns.
 *
 * @throws {HarnessError} input/config: holdfast.config.ts, which says what the servers are to be, is wrong
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const config = await readConfig(project.config.root, null);
  const { provider, postgres, image } = config?.run ?? {};
  return lendServers(project, {
    ...(provider === undefined ? {} : { provider }),
    ...(postgres === undefined ? {} : { postgres }),
    ...(image === undefined ? {} : { image }),
  });
}

/** The same with servers that are told otherwise. */
export async function lendServers(project: TestProject, wish: ServerWish): Promise<() => Promise<void>> {
  const keep = keepWished();
  const say = (line: string) => project.vitest.logger.log(`holdfast: ${line}`);
  const desk = await openDesk(() => startServer({ provider: "auto", ...wish, keep, say }));
  project.provide("holdfast", { ...desk.address, wish, keep });
  return desk.close;
}
