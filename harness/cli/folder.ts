import { stat } from "node:fs/promises";
import { dirname, join, posix, relative, resolve } from "node:path";
import type { Settings } from "../config/index.ts";
import { HarnessError } from "../model/error.ts";
import { filesBelow } from "../text/below.ts";
import { firstOf } from "../text/count.ts";
import { shellWord } from "../text/shell.ts";
import { slashes } from "../text/slashes.ts";
import { readDrizzleConfig } from "../tools/drizzle/config.ts";

/** The migrations folder when none is given: that of the config, else `out` of drizzle.config.ts, else ./drizzle. */
export async function migrationsFolder(command: string, cwd: string, settings: Settings | null): Promise<string> {
  if (settings?.migrations != null) return relative(cwd, settings.migrations) || ".";
  const config = await readDrizzleConfig(cwd);
  if (config?.out != null) return relative(cwd, resolve(dirname(config.file), config.out)) || ".";
  const found = await stat(join(cwd, "drizzle")).catch(() => null);
  if (found?.isDirectory()) return "drizzle";
  const below = settings === null ? await configsBelow(cwd) : [];
  throw new HarnessError({
    kind: "input",
    code: "input/no-folder",
    step: "find the migrations",
    message: "No migrations folder was given, and none was found.",
    tried: [
      settings === null
        ? "holdfast.config.*: there is none here or above"
        : `${settings.label}: it has no \`migrations\``,
      config === null
        ? "drizzle.config.*: there is none here or above"
        : `${relative(cwd, config.file)}: ${config.problem ?? "it has no `out`"}`,
      "./drizzle: there is no such folder",
      ...below.map((file) => `${file}: it is not for this folder`),
    ],
    remedy:
      wayTo(command, below) ??
      `Name the folder that the migration tool writes to, such as the one that holds meta/_journal.json: holdfast ${command} path/to/migrations.`,
  });
}

/** Configs of the packages of a monorepo, from its root, with forward slashes. */
async function configsBelow(cwd: string): Promise<readonly string[]> {
  const found = await filesBelow(cwd, /^(?:holdfast|drizzle)\.config\.(?:[cm]?[tj]s|json)$/).catch(() => []);
  return found.map((file) => slashes(relative(cwd, file)));
}

/** @returns null where there is no config below */
function wayTo(command: string, below: readonly string[]): string | null {
  const homes = [...new Set(below.map((file) => posix.dirname(file)))];
  const [first] = homes;
  if (first === undefined) return null;
  const named = below.find((file) => posix.basename(file).startsWith("holdfast."));
  const go = homes.length === 1 ? "Go where it is" : `Go to the one that is meant, ${firstOf(homes)}`;
  const name = named === undefined ? "" : `; or name it: holdfast ${command} --config ${shellWord(named)}`;
  return `${go}: cd ${shellWord(first)}${name}.`;
}
