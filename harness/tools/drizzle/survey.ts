import type { FoundMigration } from "../files/migrations.ts";
import { type CutMigration, cutMigrations, statementDamage, unreadDamage } from "../files/statements.ts";
import { textDamage } from "../files/texts.ts";
import type { FolderFiles } from "../tool.ts";
import { enumDamage } from "./enum-batch.ts";
import { namedFiles } from "./named-files.ts";
import type { Naming } from "./naming.ts";
import { duplicatePrefixes, duplicateTags, futureDamage, orderDamage } from "./order.ts";
import { snapshotsOfFolders, snapshotsOfJournal } from "./snapshot-files.ts";
import type { SnapshotRead } from "./snapshots.ts";

/** All that the files of a folder say, whatever their state. */
export interface Survey extends Naming {
  readonly layout: "journal" | "folders";
  /** Those of `named` whose files could be read. */
  readonly migrations: readonly FoundMigration[];
  /** What took long to read, for another survey of nearly the same files. */
  readonly work: { readonly cut: readonly CutMigration[]; readonly snapshots: readonly SnapshotRead[] };
}

/** Where a folder is, and as of when it is judged. */
export interface Surveyed {
  readonly files: FolderFiles;
  /** Absolute path. */
  readonly folder: string;
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the migration of this tag is deployed together with the other new ones. */
  readonly isNew?: (tag: string) => boolean;
  /** An earlier one, and which of its files are the same still. */
  readonly earlier?: { readonly survey: Survey; unchanged(name: string): boolean };
}

export async function survey(asked: Surveyed): Promise<Survey> {
  const { files, folder, label, now, isNew = () => false, earlier } = asked;
  const entries = await files.list();
  const found = await namedFiles(files, entries, folder, label);
  const { layout, dialect, named, texts, migrations, findings } = found;
  const head: Omit<Survey, "findings" | "work"> = { layout, dialect, named, migrations };
  // Without names, or in another language, nothing else could be told from what is sound.
  if (named.length === 0 || findings.some(({ code }) => code === "history/not-postgresql"))
    return { ...head, findings, work: { cut: [], snapshots: [] } };
  const cut = await cutMigrations(texts, earlier?.survey.work.cut ?? []);
  const known = (earlier?.survey.work.snapshots ?? []).filter(({ asked: { name } }) => earlier?.unchanged(name));
  const snapshots =
    layout === "folders"
      ? await snapshotsOfFolders(files, label, named)
      : await snapshotsOfJournal(files, entries, label, named, known);
  const byOrder =
    layout === "folders" ? [] : [...orderDamage(named), ...futureDamage(named, now), ...duplicateTags(named)];
  return {
    ...head,
    findings: [
      ...findings,
      ...found.unread,
      ...byOrder,
      ...duplicatePrefixes(named, layout),
      ...(await textDamage(label, texts)),
      ...unreadDamage(texts),
      ...(await statementDamage(cut)),
      ...(await enumDamage(cut, ({ id }) => isNew(id))),
      ...snapshots.findings,
    ],
    work: { cut, snapshots: snapshots.read },
  };
}
