import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { History, Migration } from "../../model/history.ts";

/**
 * Lends a copy of the folder that holds only these migrations, and takes it away afterwards.
 *
 * Files are copied byte for byte: what runs is what production runs.
 *
 * @param beside further files of the copy, by path
 */
export async function staged<Result>(
  history: History,
  migrations: readonly Migration[],
  use: (folder: string) => Promise<Result>,
  beside: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const copy = await mkdtemp(join(tmpdir(), "holdfast-stage-"));
  try {
    for (const [name, text] of Object.entries(beside)) {
      await mkdir(dirname(join(copy, name)), { recursive: true });
      await writeFile(join(copy, name), text);
    }
    for (const { path } of migrations) {
      const target = join(copy, relative(history.folder, path));
      await mkdir(dirname(target), { recursive: true });
      await copyFile(path, target);
    }
    return await use(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
