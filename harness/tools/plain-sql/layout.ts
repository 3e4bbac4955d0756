import { filesOnDisk } from "../files/disk.ts";
import type { FolderEntry } from "../tool.ts";

/** A file whose name begins with a number. */
export interface Numbered {
  /** Its name without ".sql" or ".up.sql". */
  readonly id: string;
  /** Its name. */
  readonly name: string;
  readonly number: number;
  /** The number as it is written: "022". */
  readonly digits: string;
}

const fileName = /^(\d{1,15})[_.-].*\.sql$/;
/** What the names of both directions end with, where a folder has both. */
const [up, down] = [/(\.up)?\.sql$/, /\.down\.sql$/];

/** The numbered files of a folder, by their numbers. */
export function numberedIn(entries: readonly FolderEntry[]): readonly Numbered[] {
  return entries
    .flatMap(({ name, kind }) => {
      const digits = kind === "file" && !down.test(name) ? fileName.exec(name)?.[1] : undefined;
      return digits === undefined ? [] : { id: name.replace(up, ""), name, number: Number(digits), digits };
    })
    .toSorted((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1));
}

/** What the file is called that takes back the one of this name: "001_a.down.sql", of "001_a.sql" and of "001_a.up.sql". */
export function downName(name: string): string {
  return name.replace(up, ".down.sql");
}

/** Numbered files that take something back which is not there. */
export function strayDowns(entries: readonly FolderEntry[]): readonly string[] {
  const known = new Set(numberedIn(entries).map(({ name }) => downName(name)));
  return entries.flatMap(({ name, kind }) => {
    const isDown = kind === "file" && fileName.test(name) && down.test(name);
    return isDown && !known.has(name) ? name : [];
  });
}

/** Two or more files, numbered alike, and nothing of a tool that keeps more than its files. */
export async function recognisesFolder(folder: string): Promise<boolean> {
  const entries = await filesOnDisk(folder).list();
  const numbered = numberedIn(entries);
  const widths = new Set(numbered.map(({ digits }) => digits.length));
  return numbered.length > 1 && widths.size === 1 && !entries.some(({ name }) => name === "meta");
}
