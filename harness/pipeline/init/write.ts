import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { Planned } from "./index.ts";

/**
 * Writes what was planned, and nothing over what has come there since.
 *
 * @returns the files with those that had to be kept after all
 * @throws {HarnessError} input/unwritable: with what was written before
 */
export async function writePlanned(files: readonly Planned[]): Promise<readonly Planned[]> {
  const done: Planned[] = [];
  for (const file of files) {
    if (file.text === null) {
      done.push(file);
      continue;
    }
    const why = await writeOne(file.path, file.text, file.before).catch((error: unknown) => {
      throw unwritable(file.path, error, done);
    });
    done.push(why === null ? file : { ...file, text: null, why });
  }
  return done;
}

/** @returns why the file was kept; null where it was written */
async function writeOne(path: string, text: string, before: string | null): Promise<string | null> {
  if (before !== null) {
    if ((await readFile(path, "utf8")) !== before) return "it was changed meanwhile";
    await writeFile(path, text);
    return null;
  }
  await mkdir(dirname(path), { recursive: true });
  return writeFile(path, text, { flag: "wx" }).then(
    () => null,
    (error: unknown) => {
      if (Reflect.get(Object(error), "code") === "EEXIST") return "it is there";
      throw error;
    },
  );
}

function unwritable(path: string, error: unknown, done: readonly Planned[]): HarnessError {
  const written = done.filter(({ text }) => text !== null);
  return new HarnessError({
    kind: "input",
    code: "input/unwritable",
    step: `write ${path}`,
    message: error instanceof Error ? error.message : String(error),
    tried: written.map((file) => `${file.path}: written`),
    remedy:
      "Give yourself the right to write there, or take away what is in its way, and run it again: what is there already is kept.",
  });
}
