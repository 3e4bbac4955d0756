import { filesOnDisk } from "../files/disk.ts";
import { unreadable } from "../files/unreadable.ts";
import type { FolderEntry } from "../tool.ts";
import { journalName } from "./journal.ts";

/** Names as drizzle-kit gives them: "0003_sharp_wasp.sql"; with `--prefix timestamp`, 14 digits. */
const migrationName = /^\d{4,}_[^/]+\.sql$/;
/** It knows no way down. */
const directedName = /\.(up|down)\.sql$/;

/**
 * How drizzle-kit laid a folder out: "journal" by 0.x, also where the journal is gone; "folders" by 1.0, one for each
 * migration; "ancient" before the journal. Null where it did not write the folder.
 */
export function layoutOf(entries: readonly FolderEntry[]): "journal" | "folders" | "ancient" | null {
  const has = (test: (entry: FolderEntry) => boolean): boolean => entries.some(test);
  if (has(({ name }) => name === journalName)) return "journal";
  if (has(({ name }) => /^\d{14}\/migration\.sql$/.test(name))) return "ancient";
  if (has(({ name }) => /^\d{14}[^/]*\/migration\.sql$/.test(name))) return "folders";
  if (has(({ name, kind }) => name === "meta" && kind === "folder")) return "journal";
  const isDirected = has(({ name }) => directedName.test(name));
  return !isDirected && has(({ name, kind }) => kind === "file" && migrationName.test(name)) ? "journal" : null;
}

export async function recognisesFolder(folder: string): Promise<boolean> {
  return layoutOf(await filesOnDisk(folder).list()) !== null;
}

/** @throws {HarnessError} input: the folder is one of before the journal. */
export function refuseAncient(folder: string, entries: readonly FolderEntry[]): void {
  if (layoutOf(entries) !== "ancient") return;
  const remedy = "Run `drizzle-kit up` of a 0.x version, which rewrites the folder, and try again.";
  const message = `${folder} is a Drizzle folder of before the journal: recognised, not read.`;
  throw unreadable("drizzle-ancient-folder", message, remedy);
}
