import { relative, sep } from "node:path";
import type { Finding } from "../../model/finding.ts";
import type { History, Migration } from "../../model/history.ts";
import { splitParts } from "../../sql/split.ts";
import { filesOnDisk } from "../files/disk.ts";
import { start } from "../files/documents.ts";
import { type FoundMigration, readMigration, within } from "../files/migrations.ts";
import type { DownPath, MigrationTool } from "../tool.ts";
import { downName } from "./layout.ts";
import { syntaxOf } from "./survey.ts";

/** What stands beside a migration to take it back, and is read as one, or why it cannot be; null where nothing does. */
export async function downOf(
  { folder, label }: History,
  { id, path, when }: Migration,
): Promise<FoundMigration | Finding | null> {
  const files = filesOnDisk(folder);
  const name = downName(relative(folder, path).replaceAll(sep, "/"));
  const read = await files.read(name);
  if ("problem" in read && read.problem === "missing") return null;
  return readMigration(files, folder, label, { tag: id, name, when, namedAt: start(within(label, name)) });
}

/** The statements of each file that takes a migration back. */
export const downs: NonNullable<MigrationTool["downs"]> = async (history) => {
  const found = await Promise.all(history.migrations.map((migration) => pathOf(history, migration)));
  return found.flatMap((path) => path ?? []);
};

async function pathOf(history: History, migration: Migration): Promise<DownPath | null> {
  const down = await downOf(history, migration);
  if (down === null) return null;
  const unread = (problem: string): DownPath => ({ migration: migration.id, statements: [], problem });
  if (!("sql" in down)) return unread(down.message);
  const [refused] = await syntaxOf(down);
  if (refused !== undefined) return unread(`${refused.at?.file}:${refused.at?.line}: ${refused.message}`);
  const parts = await splitParts(down);
  return { migration: migration.id, statements: parts.flatMap(({ statements }) => statements), problem: null };
}
