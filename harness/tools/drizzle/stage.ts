import type { History, Migration } from "../../model/history.ts";
import { staged } from "../files/stage.ts";
import { readJournal } from "./journal.ts";

/** Lends a copy of the folder that holds only these migrations; entries of the journal stay as they are. */
export async function stagedByLayout<Result>(
  history: History,
  migrations: readonly Migration[],
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  if (history.layout !== "journal") return staged(history, migrations, use);
  return staged(history, migrations, use, { "meta/_journal.json": await journalOf(history, migrations) });
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
