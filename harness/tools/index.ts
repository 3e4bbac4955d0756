import { stat } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../model/error.ts";
import { alembic } from "./alembic.ts";
import { drizzle } from "./drizzle.ts";
import { plainSql } from "./plain-sql.ts";
import type { MigrationTool } from "./tool.ts";

export { filesOnDisk } from "./files/disk.ts";
export { type Runner, withRunner } from "./runner/index.ts";
export type {
  DownPath,
  FileRead,
  FolderEntry,
  FolderFiles,
  Head,
  MigrationFailure,
  MigrationTool,
  Replayed,
  ReplayTarget,
} from "./tool.ts";

/** Every migration tool that histories can be read of, in the order in which they are asked. */
export const tools: readonly MigrationTool[] = [drizzle, plainSql, alembic];

/** Where projects keep their migrations; only looked at to suggest the right folder. */
const usualFolders = [
  "alembic",
  "drizzle",
  "migrations",
  "db/drizzle",
  "db/migrations",
  "src/db/migrations",
  "src/drizzle",
  "supabase/migrations",
];

/**
 * Finds the tool whose layout a folder has.
 *
 * @param folder Absolute path.
 * @param name The tool that the user says it is, whatever the layout.
 * @throws {HarnessError} input: there is no such folder, or no tool's migrations are in it.
 */
export async function findTool(folder: string, name?: string): Promise<MigrationTool> {
  await requireFolder(folder);
  const said = tools.find((tool) => tool.name === name);
  if (said !== undefined) return said;
  for (const tool of tools) if (await tool.recognises(folder)) return tool;
  const inside = await usualFoldersIn(folder);
  throw new HarnessError({
    kind: "input",
    code: "input/no-migrations",
    step: "find the migrations",
    message: `No migrations were recognised in ${folder}.`,
    tried: tools.map(({ name }) => `${name}: the folder is not laid out as its migrations`),
    remedy:
      inside.length === 0
        ? 'Give the folder that the migration tool writes to: for Drizzle, the one that holds meta/_journal.json, or a folder for each migration; for Alembic, the one that holds env.py. For numbered SQL files, say tool: "plain-sql" in holdfast.config.ts.'
        : `Give the folder of the migrations itself: ${inside.join(" or ")}.`,
  });
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory()) return;
  throw new HarnessError({
    kind: "input",
    code: found === null ? "input/no-folder" : "input/not-a-folder",
    step: "find the migrations",
    message: found === null ? `There is no folder ${folder}.` : `${folder} is not a folder.`,
    remedy: "Give the folder that the migration tool writes to, or run the command where the project is.",
  });
}

export async function usualFoldersIn(folder: string): Promise<readonly string[]> {
  const inside: string[] = [];
  for (const candidate of usualFolders.map((name) => join(folder, name))) {
    for (const tool of tools) if (await tool.recognises(candidate).catch(() => false)) inside.push(candidate);
  }
  return inside;
}
