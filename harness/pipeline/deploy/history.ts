import type { History } from "../../model/history.ts";
import { historyOf } from "../../tools/drizzle/history.ts";
import { refuseAncient } from "../../tools/drizzle/layout.ts";
import { namedFiles } from "../../tools/drizzle/named-files.ts";
import { filesOnDisk } from "../../tools/files/disk.ts";
import { pathFor } from "../../tools/files/unreadable.ts";

/**
 * The migrations that a build brings along. Their statements are not looked into: `check` has done that, and a deploy
 * is to load no parser.
 *
 * @param folder absolute path
 * @throws {HarnessError} input: the folder cannot be run as it is
 */
export async function historyOfBuild(folder: string): Promise<History> {
  const files = filesOnDisk(folder);
  const entries = await files.list();
  refuseAncient(folder, entries);
  const label = pathFor(folder, process.cwd());
  const found = await namedFiles(files, entries, folder, label);
  return historyOf({ ...found, findings: [...found.findings, ...found.unread] }, folder, label);
}
