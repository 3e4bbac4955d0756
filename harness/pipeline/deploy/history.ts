import type { History } from "../../model/history.ts";
import { refuseAncient } from "../../tools/drizzle/layout.ts";
import { namedFiles } from "../../tools/drizzle/named-files.ts";
import { isRefused } from "../../tools/files/codes.ts";
import { filesOnDisk } from "../../tools/files/disk.ts";
import { migrationOf } from "../../tools/files/migrations.ts";
import { pathFor, refusal } from "../../tools/files/unreadable.ts";

/**
 * The migrations that a build brings along. Their statements are not looked into: `check` has done that, and a deploy
 * is to load no parser.
 *
 * @param folder absolute path
 * @throws {HarnessError} input: the folder cannot be run as it is
 */
export async function historyOf(folder: string): Promise<History> {
  const files = filesOnDisk(folder);
  const entries = await files.list();
  refuseAncient(folder, entries);
  const label = pathFor(folder, process.cwd());
  const { layout, migrations, findings, unread } = await namedFiles(files, entries, folder, label);
  const refused = [...findings, ...unread].find(isRefused);
  if (refused !== undefined) throw refusal(refused);
  return {
    tool: "drizzle",
    layout,
    folder,
    label,
    migrations: migrations.map(migrationOf),
    findings: [],
  };
}
