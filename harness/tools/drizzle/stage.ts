import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { History, Migration } from "../../model/history.ts";
import { readJournal } from "./journal.ts";

/**
 * Lends a copy of the folder whose journal holds only these migrations, and takes it away afterwards.
 *
 * Journal entries stay as they are, files are copied byte for byte: what runs is what production runs.
 */
export async function staged<Result>(
  history: History,
  migrations: readonly Migration[],
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const { raw, entries } = await readJournal(history.folder, history.folder);
  const wanted = new Set(migrations.map(identityOf));
  const kept = entries.filter(({ tag, when }) => wanted.has(identityOf({ id: tag, when })));
  const copy = await mkdtemp(join(tmpdir(), "holdfast-stage-"));
  try {
    await mkdir(join(copy, "meta"));
    await writeFile(
      join(copy, "meta", "_journal.json"),
      JSON.stringify({ ...raw, entries: kept.map((entry) => entry.raw) }),
    );
    for (const { id, path } of migrations) {
      const target = join(copy, `${id}.sql`);
      await mkdir(dirname(target), { recursive: true });
      await copyFile(path, target);
    }
    return await use(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

function identityOf({ id, when }: { readonly id: string; readonly when: number }): string {
  return JSON.stringify([id, when]);
}
