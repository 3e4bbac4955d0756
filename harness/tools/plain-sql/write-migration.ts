import type { History } from "../../model/history.ts";
import { filesOnDisk } from "../files/disk.ts";
import { secondsIn, writeFiles } from "../files/write.ts";
import { numberedIn } from "./layout.ts";

/**
 * Writes a file with the next number, as wide as the others. Numbers that are times count on, too: the time of another
 * file may lie ahead of now.
 *
 * @throws {HarnessError} input/migration-unwritable
 */
export async function writeMigration({ folder }: History, name: string, sql: string): Promise<readonly string[]> {
  const last = numberedIn(await filesOnDisk(folder).list()).at(-1);
  const digits = last?.digits ?? "000";
  const next = (last?.number ?? 0) + 1;
  const number = digits.length === 14 ? Math.max(Number(secondsIn(Date.now())), next) : next;
  const separator = last?.name.charAt(digits.length) ?? "_";
  const ending = last?.name.endsWith(".up.sql") === true ? ".up.sql" : ".sql";
  const file = `${String(number).padStart(digits.length, "0")}${separator}${name}${ending}`;
  return writeFiles(folder, [{ name: file, text: sql }], null);
}
