import type { TestContext } from "vitest";
import type { Database, Server } from "../model/database.ts";
import { keepWished } from "./keeping.ts";
import { desk } from "./provided.ts";

/** Whether a failing test keeps its databases. */
export function keeps(): boolean {
  return desk()?.keep ?? keepWished();
}

/**
 * Says how to look into the databases of a test that failed, and how they go.
 *
 * @param databases by what they are to the test
 * @returns whether they are to stay
 */
export function keep(
  { task }: Pick<TestContext, "task">,
  server: Pick<Server, "reach">,
  databases: Readonly<Record<string, Pick<Database, "name">>>,
): boolean {
  if (!keeps() || task.result?.state !== "fail") return false;
  const width = Math.max(...Object.keys(databases).map(({ length }) => length));
  const ways = Object.entries(databases).map(
    ([what, database]) => `  ${what.padEnd(width)}  ${server.reach(database)}`,
  );
  console.warn(
    [`kept for "${task.name}":`, ...ways, "  `npx holdfast clean` removes it, and all that was kept"].join("\n"),
  );
  return true;
}
