import { stat } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { HarnessError } from "../model/error.ts";
import { fileAbove, isFile } from "../text/above.ts";
import { slashes } from "../text/slashes.ts";

const names = ["ts", "mts", "cts", "js", "mjs", "cjs"].map((extension) => `holdfast.config.${extension}`);

/**
 * The config that is named, else the nearest holdfast.config.* in the folder or above it, up to the end of the repository.
 *
 * @returns its absolute path; null where none is named and there is none
 * @throws {HarnessError} input/config-missing: the one that is named is not a file
 */
export async function findConfig(folder: string, named: string | null): Promise<string | null> {
  if (named === null) return fileAbove(folder, names);
  const file = resolve(folder, named);
  if (await isFile(file)) return file;
  throw new HarnessError({
    kind: "input",
    code: "input/config-missing",
    step: "find the config",
    message: `There is no file ${named}.`,
    remedy: "Give the path of the config, or leave --config out: holdfast.config.ts is found here and above.",
  });
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/** A path as people read it: relative to where they are, with forward slashes. */
export function labelOf(path: string, cwd: string): string {
  return slashes(relative(cwd, path)) || ".";
}
