import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { HarnessError } from "../../../model/error.ts";

/** Null where there is no file that could be read. */
export async function contentOf(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  // A pipe would wait for who writes into it.
  return found?.isFile() === true ? readFile(path, "utf8").catch(() => null) : null;
}

/**
 * Whole or not at all: a run that stops half way leaves the old file.
 *
 * @param file the path, for people
 * @throws {HarnessError} input/schema-file-unwritable
 */
export async function writeWhole(path: string, text: string, file: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await replace(await realpath(path).catch(() => path), text);
  } catch (error) {
    throw new HarnessError({
      kind: "input",
      code: "input/schema-file-unwritable",
      step: "write the schema file",
      message: `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: "Give a file in a folder that may be written to: --file FILE, or --file - for stdout.",
      cause: error,
    });
  }
}

async function replace(path: string, text: string): Promise<void> {
  const old = await stat(path).catch(() => null);
  // A device or a pipe takes the text, and must not be replaced by a file.
  if (old !== null && !old.isFile()) return writeFile(path, text);
  const draft = `${path}.${process.pid}.new`;
  try {
    await writeFile(draft, text, { mode: old?.mode ?? 0o666 });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
