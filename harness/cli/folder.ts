import { stat } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import type { Settings } from "../config/index.ts";
import { HarnessError } from "../model/error.ts";
import { readDrizzleConfig } from "../tools/drizzle/config.ts";

/** The migrations folder when none is given: that of the config, else `out` of drizzle.config.ts, else ./drizzle. */
export async function migrationsFolder(command: string, cwd: string, settings: Settings | null): Promise<string> {
  if (settings?.migrations != null) return relative(cwd, settings.migrations) || ".";
  const config = await readDrizzleConfig(cwd);
  if (config?.out != null) return relative(cwd, resolve(dirname(config.file), config.out)) || ".";
  const found = await stat(join(cwd, "drizzle")).catch(() => null);
  if (found?.isDirectory()) return "drizzle";
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
    ],
    remedy: `Name the folder that the migration tool writes to, such as the one that holds meta/_journal.json: holdfast ${command} path/to/migrations.`,
  });
}
