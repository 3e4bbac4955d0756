import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { HarnessError } from "../../model/error.ts";

/** A file below a folder, by its path with forward slashes. */
export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

/** "20260131235959", from milliseconds since 1970: how tools number migrations by time. */
export function secondsIn(when: number): string {
  return new Date(when).toISOString().replaceAll(/\D/g, "").slice(0, 14);
}

/**
 * Writes the files of a migration, all of them or none.
 *
 * @param made files that are not there yet
 * @param changed what names them, and is replaced as a whole; null where nothing does
 * @returns the names of all of them
 * @throws {HarnessError} input/migration-unwritable
 */
export async function writeFiles(
  folder: string,
  made: readonly WrittenFile[],
  changed: WrittenFile | null,
): Promise<readonly string[]> {
  const written: string[] = [];
  try {
    for (const { name, text } of made) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text, { flag: "wx" });
      written.push(name);
    }
    if (changed !== null) await replace(join(folder, changed.name), changed.text);
  } catch (error) {
    for (const name of written) await rm(join(folder, name), { force: true });
    throw unwritable(error instanceof Error ? error.message : String(error), error);
  }
  return [...written, ...(changed === null ? [] : [changed.name])];
}

async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

function unwritable(why: string, cause: unknown): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/migration-unwritable",
    step: "write the migration",
    message: `The migration cannot be written: ${why}.`,
    remedy: "Nothing was left behind. Give a folder that may be written to, or a name that no migration has yet.",
    cause,
  });
}
