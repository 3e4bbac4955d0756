import { filesOnDisk } from "../files/disk.ts";
import type { FolderEntry } from "../tool.ts";

/** A file whose name begins with a number. */
export interface Numbered {
  /** Its name without ".sql". */
  readonly id: string;
  /** Its name. */
  readonly name: string;
  readonly number: number;
  /** The number as it is written: "022". */
  readonly digits: string;
}

const fileName = /^(\d{1,15})[_.-](?!.*\.down\.sql$).*\.sql$/;

/** The numbered files of a folder, by their numbers. */
export function numberedIn(entries: readonly FolderEntry[]): readonly Numbered[] {
  return entries
    .flatMap(({ name, kind }) => {
      const digits = kind === "file" ? fileName.exec(name)?.[1] : undefined;
      return digits === undefined ? [] : { id: name.slice(0, -".sql".length), name, number: Number(digits), digits };
    })
    .toSorted((a, b) => a.number - b.number || (a.id < b.id ? -1 : 1));
}

/** Two or more files, numbered alike, and nothing of a tool that keeps more than its files. */
export async function recognisesFolder(folder: string): Promise<boolean> {
  const entries = await filesOnDisk(folder).list();
  const numbered = numberedIn(entries);
  const widths = new Set(numbered.map(({ digits }) => digits.length));
  const others = entries.some(({ name }) => name === "meta" || name.endsWith(".down.sql"));
  return numbered.length > 1 && widths.size === 1 && !others;
}
