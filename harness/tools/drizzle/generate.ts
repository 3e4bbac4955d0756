import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import { fileAbove } from "../../text/above.ts";
import { inCopy } from "../runner/project.ts";
import { runCommand } from "../runner/run.ts";
import type { Generated } from "../tool.ts";
import { type DrizzleConfig, readDrizzleConfig } from "./config.ts";
import { noKit } from "./head.ts";

const longestRun = 120_000;
const step = "run drizzle-kit generate";
/** What drizzle-kit prints where it has nothing to write: its exit code is the same when it failed. */
const idle = /No schema changes, nothing to migrate/;
/** Many a config throws without it; `generate` never connects. */
const nowhere = "postgres://nobody@127.0.0.1:9/nothing";

/**
 * Runs `drizzle-kit generate` in a copy of the project, and reads what it wrote.
 *
 * @throws {HarnessError} input/no-drizzle-config: no config names the schema of this folder;
 *   environment/no-drizzle-kit
 */
export async function generate(history: History, signal?: AbortSignal): Promise<Generated> {
  const found = await readDrizzleConfig(history.folder);
  if (found === null) throw noConfig(history, `There is no drizzle.config.* beside ${history.label} or above it`);
  const kit = await fileAbove(dirname(found.file), ["node_modules/drizzle-kit/bin.cjs"]);
  if (kit === null) throw noKit(step);
  return inCopy(dirname(found.file), history, async ({ folder, top, migrations }) => {
    // Read again: what it makes of its own place may lead out of the copy.
    const config = await readDrizzleConfig(folder);
    if (config === null) throw noConfig(history, `git ignores ${basename(found.file)}`);
    const at = placeToRun(config, top, migrations);
    if (at === null)
      throw noConfig(history, `${relative(top, config.file)} is for the folder ${config.out ?? "drizzle"}`);
    const before = new Set(await filesIn(migrations));
    const command = `"${process.execPath}" "${kit}" generate --config "${relative(at, config.file)}"`;
    const temporary = await mkdtemp(join(top, ".tmp-"));
    const { output } = await runCommand(command, at, environment(temporary), longestRun, signal);
    const written = (await filesIn(migrations)).filter((file) => !before.has(file) && file.endsWith(".sql"));
    const texts = written.map((file) => readFile(join(migrations, file), "utf8"));
    return {
      sql: (await Promise.all(texts)).join("\n"),
      idle: written.length === 0 && idle.test(output),
      output: output.replaceAll(`${top}/`, ""),
    };
  });
}

/**
 * Paths in a config are taken from where drizzle-kit is started, which may be above it: that is the place from which
 * it writes to the folder. Null where there is none.
 */
function placeToRun({ file, problem, out }: DrizzleConfig, top: string, migrations: string): string | null {
  const beside = dirname(file);
  if (problem !== null) return beside;
  for (let at = beside; ; at = dirname(at)) {
    if (resolve(at, out ?? "drizzle") === migrations) return at;
    if (at === top || dirname(at) === at) return null;
  }
}

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).map((file) => file.replaceAll("\\", "/"));
}

/** What loads the config and the schema keeps what it compiled where temporary files go. */
function environment(temporary: string): Readonly<Record<string, string>> {
  const own = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const places = { TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  return { ...Object.fromEntries(own), ...places, DATABASE_URL: nowhere, NO_COLOR: "1" };
}

function noConfig({ label }: History, what: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/no-drizzle-config",
    step,
    message: `${what}: nothing says what ${label} is to be compared with.`,
    remedy: "Put a drizzle.config.* whose `out` is this folder beside it or above it; or leave --generate out.",
  });
}
