import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { History, Migration } from "../../model/history.ts";
import { readJournal } from "./journal.ts";

/**
 * Lends a copy of the folder that holds only these migrations, and takes it away afterwards.
 *
 * Entries of the journal stay as they are, files are copied byte for byte: what runs is what production runs.
 */
export async function staged<Result>(
  history: History,
  migrations: readonly Migration[],
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const journal = history.layout === "journal" ? await journalOf(history, migrations) : null;
  const copy = await mkdtemp(join(tmpdir(), "holdfast-stage-"));
  try {
    if (journal !== null) {
      await mkdir(join(copy, "meta"));
      await writeFile(join(copy, "meta", "_journal.json"), journal);
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

/** The journal with the entries of these migrations only. */
async function journalOf({ folder }: History, migrations: readonly Migration[]): Promise<string> {
  const { raw, entries } = await readJournal(folder, folder);
  const wanted = new Set(migrations.map(identityOf));
  const kept = entries.filter(({ tag, when }) => wanted.has(identityOf({ id: tag, when })));
  return JSON.stringify({ ...raw, entries: kept.map((entry) => entry.raw) });
}

function identityOf({ id, when }: { readonly id: string; readonly when: number }): string {
  return JSON.stringify([id, when]);
}
