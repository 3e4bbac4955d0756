import { stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { HarnessError } from "../model/error.ts";

const extensions = ["ts", "mts", "cts", "js", "mjs", "cjs"];

/**
 * The config that is named, else the nearest holdfast.config.* in the folder or above it, up to the end of the repository.
 *
 * @returns its absolute path; null where none is named and there is none
 * @throws {HarnessError} input/config-missing: the one that is named is not a file
 */
export async function findConfig(folder: string, named: string | null): Promise<string | null> {
  if (named === null) return configAbove(folder);
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

async function configAbove(folder: string): Promise<string | null> {
  for (const path of extensions.map((extension) => join(folder, `holdfast.config.${extension}`))) {
    if (await isFile(path)) return path;
  }
  const end = dirname(folder) === folder || (await stat(join(folder, ".git")).catch(() => null)) !== null;
  return end ? null : configAbove(dirname(folder));
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/** A path as people read it: relative to where they are, with forward slashes. */
export function labelOf(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join("/") || ".";
}
