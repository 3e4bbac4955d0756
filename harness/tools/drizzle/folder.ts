import { createHash } from "node:crypto";
import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Migration } from "../../model/history.ts";
import { readJournal } from "./journal.ts";
import { pathFor, reasonOf, unreadable } from "./unreadable.ts";

/** The largest file that is still taken for a migration; a text of this size fits into one query. */
const largestMigration = 256 * 1024 * 1024;

/**
 * Reads the migrations that the journal names, in its order.
 * @throws {HarnessError} input: the journal or a file cannot be read, or a tag leaves the folder.
 */
export async function readMigrations(folder: string, cwd: string): Promise<Migration[]> {
  const { entries } = await readJournal(folder, cwd);
  const migrations: Migration[] = [];
  for (const { tag, when } of entries) {
    const path = await fileOf(folder, tag, cwd);
    const file = pathFor(path, cwd);
    const sql = await readSql(path, file);
    // Drizzle hashes the text as decoded, not the bytes.
    const sha256 = createHash("sha256").update(sql).digest("hex");
    migrations.push({ id: tag, file, path, sql, sha256, when });
  }
  return migrations;
}

/** The file of a tag. It stays inside the folder, also through symbolic links. */
async function fileOf(folder: string, tag: string, cwd: string): Promise<string> {
  const named = JSON.stringify(tag);
  const outside = (): Error =>
    unreadable(
      "tag-leaves-folder",
      `The journal's tag ${named} leaves the folder ${pathFor(folder, cwd)}.`,
      "Name a file inside the folder; drizzle-kit never writes such a tag.",
    );
  if (tag.includes("\0") || tag.includes("\\") || isAbsolute(tag)) throw outside();
  const path = resolve(folder, `${tag}.sql`);
  if (!isInside(path, folder)) throw outside();
  const real = await realpath(path).catch((error: unknown) => {
    throw missing(pathFor(path, cwd), named, error);
  });
  if (!isInside(real, await realpath(folder))) throw outside();
  return path;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function readSql(path: string, file: string): Promise<string> {
  const found = await stat(path);
  const problem = !found.isFile() ? "is not a file" : found.size > largestMigration ? "is too large" : null;
  const remedy = "Give each entry of the journal its SQL file.";
  if (problem !== null) throw unreadable("migration-unreadable", `${file} ${problem}.`, remedy);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable("migration-unreadable", `${file} cannot be read (${reasonOf(error)}).`, remedy, error);
  });
  if (bytes.includes(0)) {
    const what = "holds a NUL byte, which no SQL can; it may be encoded as UTF-16";
    throw unreadable("migration-unreadable", `${file} ${what}.`, "Save the file as UTF-8 without a byte order mark.");
  }
  return bytes.toString();
}

function missing(file: string, tag: string, cause: unknown): Error {
  const reason = reasonOf(cause);
  if (reason !== "ENOENT" && reason !== "ENOTDIR") {
    return unreadable("migration-unreadable", `${file} cannot be read (${reason}).`, "Make the file readable.", cause);
  }
  return unreadable(
    "migration-missing",
    `The journal names ${tag}, but there is no ${file}: Drizzle refuses to run anything without it.`,
    "Restore the file from version control; also a migration that ran long ago must stay.",
    cause,
  );
}
