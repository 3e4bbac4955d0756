import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import { isFile } from "../../text/above.ts";
import { withoutAddresses } from "../../text/secrets.ts";
import type { Head } from "../tool.ts";
import { ask } from "./child.ts";

const longestRun = 60_000;
const step = "ask drizzle-kit about the last snapshot";

/**
 * Asks the project's own drizzle-kit for the statements that make a snapshot from nothing. 1.0 writes only what differs
 * from the snapshots before it; 0.31 compares with what is of its own format.
 */
const asker = `
const { dirname, join } = require("node:path");
const words = (error) => {
  const [issue] = Array.isArray(error?.issues) ? error.issues : [];
  const said = issue === undefined ? (error?.message ?? error) : [...issue.path, issue.message].join(": ");
  return String(said).replace(/\\s+/g, " ");
};
process.once("message", async ({ kit, folder, files }) => {
  const say = (answer) => process.send(answer, () => process.exit());
  let api;
  try {
    api = require(kit);
  } catch (error) {
    return say({ unusable: words(error) });
  }
  try {
    const read = files.map((file) => JSON.parse(require("node:fs").readFileSync(join(folder, file), "utf8")));
    const last = api.upPgSnapshot?.(read.at(-1)) ?? read.at(-1);
    const byFolder = Object.fromEntries(files.map((file, place) => [dirname(file), read[place]]));
    const whole = last.type === "diff" ? await api.reconstruct(byFolder, last.id) : last;
    say({ statements: await api.generateMigration(await api.generateDrizzleJson({}), whole) });
  } catch (error) {
    say({ problem: words(error) });
  }
});`;

/**
 * What the last snapshot of a history says, as the statements that make it.
 *
 * @returns null where the last migration has no snapshot, which `check` tells
 * @throws {HarnessError} environment/no-drizzle-kit, environment/drizzle-kit-failed
 */
export async function head(history: History): Promise<Head | null> {
  const { folder } = history;
  const last = history.migrations.at(-1);
  if (last === undefined) return null;
  const snapshot = snapshotOf(history, last);
  if (!(await isFile(join(folder, snapshot)))) return null;
  const earlier = history.layout === "folders" ? history.migrations.slice(0, -1) : [];
  const files = [...earlier.map((migration) => snapshotOf(history, migration)), snapshot];
  const about = { kit: kitOf(join(folder, "_")), folder, files: await onlyFiles(folder, files) };
  const answer = (await ask({ args: ["-e", asker], folder, about, milliseconds: longestRun })) ?? {};
  if (Array.isArray(answer.statements)) return { files, says: { statements: answer.statements.map(String) } };
  if (typeof answer.problem === "string") return { files, says: { problem: withoutAddresses(answer.problem) } };
  throw failed(withoutAddresses(String(answer.unusable ?? "it ended without an answer")));
}

/** Below the folder. */
function snapshotOf({ folder, layout }: History, { id, path }: History["migrations"][number]): string {
  if (layout !== "folders") return `meta/${id.split("_")[0]}_snapshot.json`;
  return relative(folder, join(path, "..", "snapshot.json")).replaceAll("\\", "/");
}

async function onlyFiles(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const there = await Promise.all(files.map((file) => isFile(join(folder, file))));
  return files.filter((_, place) => there[place]);
}

/** Its API, as the project would load it: 0.x has the one, 1.0 the other. */
function kitOf(from: string): string {
  const { resolve } = createRequire(from);
  for (const name of ["drizzle-kit/api", "drizzle-kit/api-postgres"]) {
    try {
      return resolve(name);
    } catch {
      // The other one, then.
    }
  }
  throw noKit(step);
}

export function noKit(step: string): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/no-drizzle-kit",
    step,
    message: "The project has no drizzle-kit.",
    remedy: "Install the drizzle-kit that the project works with: npm install --save-dev drizzle-kit.",
  });
}

function failed(why: string): HarnessError {
  return new HarnessError({
    kind: "environment",
    code: "environment/drizzle-kit-failed",
    step,
    message: `drizzle-kit could not be asked: ${why}.`,
    remedy: "See that drizzle-kit is installed as the project needs it; without --replay, `check` does not ask it.",
  });
}
