import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Below this many folders, nobody keeps a config. */
const deepest = 4;
const notLookedInto = /^(node_modules|dist|build|out|coverage|\..*)$/;

/**
 * The files of a folder, and of those below it that are somebody's own, whose names match; sorted.
 *
 * @returns absolute paths
 * @throws as `readdir` does of the folder itself; what cannot be read below it is left out
 */
export async function filesBelow(folder: string, pattern: RegExp, depth = deepest): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries.filter(({ name }) => pattern.test(name)).map(({ name }) => join(folder, name));
  const folders = depth === 0 ? [] : entries.filter((one) => one.isDirectory() && !notLookedInto.test(one.name));
  const below = await Promise.all(
    folders.map(({ name }) => filesBelow(join(folder, name), pattern, depth - 1).catch(() => [])),
  );
  return [...files, ...below.flat()].toSorted();
}
