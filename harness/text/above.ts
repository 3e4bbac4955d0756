import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The first of these files in the folder, else in the nearest one above it, up to the end of the repository; null where there is none. */
export async function fileAbove(folder: string, names: readonly string[]): Promise<string | null> {
  for (const path of names.map((name) => join(folder, name))) {
    if (await isFile(path)) return path;
  }
  const end = dirname(folder) === folder || (await stat(join(folder, ".git")).catch(() => null)) !== null;
  return end ? null : fileAbove(dirname(folder), names);
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}
