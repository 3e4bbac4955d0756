import { type FoundMigration, type Named, readMigration } from "../files/migrations.ts";
import type { FolderEntry, FolderFiles } from "../tool.ts";
import { layoutOf } from "./layout.ts";
import { type Naming, namedByFolders, namedByJournal } from "./naming.ts";

/** What a folder names, and the texts of it; no statement is looked into. */
export interface NamedFiles extends Naming {
  readonly layout: "journal" | "folders";
  /** The files that could be read, each of them once. */
  readonly texts: readonly FoundMigration[];
  /** Those of `named` whose files could be read. */
  readonly migrations: readonly FoundMigration[];
  /** What keeps the others from being read. */
  readonly unread: Naming["findings"];
}

/** @param folder absolute path */
export async function namedFiles(
  files: FolderFiles,
  entries: readonly FolderEntry[],
  folder: string,
  label: string,
): Promise<NamedFiles> {
  const layout = layoutOf(entries) === "folders" ? "folders" : "journal";
  const naming = layout === "folders" ? namedByFolders(entries, label) : await namedByJournal(files, entries, label);
  const { named } = naming;
  const firsts = new Map(named.map(({ tag }, place) => [tag, place] as const).toReversed());
  const distinct = named.filter(({ tag }, place) => firsts.get(tag) === place);
  const read = await Promise.all(distinct.map((one) => readMigration(files, folder, label, one)));
  const texts = read.filter((one) => "sql" in one);
  const unread = read.filter((one) => "code" in one);
  return { ...naming, layout, texts, migrations: inTheirOrder(named, texts), unread };
}

/** A file that is named twice runs twice. */
function inTheirOrder(named: readonly Named[], texts: readonly FoundMigration[]): readonly FoundMigration[] {
  const byTag = new Map(texts.map((one) => [one.id, one]));
  return named.flatMap(({ tag, when, namedAt }) => {
    const found = byTag.get(tag);
    return found === undefined ? [] : { ...found, when, namedAt };
  });
}
