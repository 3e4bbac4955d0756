import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Finding, Place } from "../../model/finding.ts";
import type { Migration } from "../../model/history.ts";
import type { FileRead, FolderFiles } from "../tool.ts";
import { damageOf } from "./codes.ts";
import { start } from "./documents.ts";

/** A migration, and what its file shows beside the text. */
export interface FoundMigration extends Migration {
  /** What names it: its entry in the journal, else its file. */
  readonly namedAt: Place;
  /** Whether the file is UTF-8 as it should be. */
  readonly utf8: boolean;
}

/** What a history keeps of it. */
export function migrationOf({ namedAt, utf8, ...migration }: FoundMigration): Migration {
  return migration;
}

/** Where a migration should be. */
export interface Named {
  readonly tag: string;
  readonly when: number;
  /** Its file, below the folder. */
  readonly name: string;
  readonly namedAt: Place;
}

/** A path below a folder, as people read it. */
export function within(label: string, name: string): string {
  return label === "." ? name : `${label}/${name}`;
}

/** Reads the file of a migration, or says what is wrong with it. */
export async function readMigration(
  files: FolderFiles,
  folder: string,
  label: string,
  named: Named,
): Promise<FoundMigration | Finding> {
  const { tag, when, name, namedAt } = named;
  const file = within(label, name);
  const read = await files.read(name);
  if (!("bytes" in read)) return problemOf(read, named, file, label);
  const { bytes } = read;
  if (bytes.includes(0)) {
    const message = `${file} holds a NUL byte, which no SQL can; it may be encoded as UTF-16`;
    const remedy = "Save the file as UTF-8 without a byte order mark.";
    return damageOf("migration-unreadable", tag, message, start(file), remedy);
  }
  const sql = bytes.toString();
  // Drizzle hashes the text as decoded, not the bytes.
  const sha256 = createHash("sha256").update(sql).digest("hex");
  return { id: tag, file, path: join(folder, name), sql, sha256, when, namedAt, utf8: isUtf8(bytes) };
}

function problemOf(
  { problem, reason }: Extract<FileRead, { problem: unknown }>,
  { tag, name, namedAt: at }: Named,
  file: string,
  label: string,
): Finding {
  const named = JSON.stringify(tag);
  const isOfJournal = name === `${tag}.sql`;
  const unreadable = (what: string): Finding => {
    const remedy = "Give each migration its SQL file, and make it readable.";
    return damageOf("migration-unreadable", tag, `${file} ${what}`, at, remedy);
  };
  switch (problem) {
    case "outside": {
      const message = isOfJournal
        ? `The journal's tag ${named} leaves the folder ${label}`
        : `${file} leads out of the folder ${label}`;
      const remedy = "Name a file inside the folder, and put it there itself; drizzle-kit never writes anything else.";
      return damageOf("tag-leaves-folder", tag, message, at, remedy);
    }
    case "missing": {
      if (!isOfJournal) return unreadable("is missing");
      const message = `The journal names ${named}, but there is no ${file}: Drizzle refuses to run anything without it`;
      const remedy = "Restore the file from version control; also a migration that ran long ago must stay.";
      return damageOf("migration-missing", tag, message, at, remedy);
    }
    case "not-a-file":
      return unreadable("is not a file");
    case "too-large":
      return unreadable("is too large");
    default:
      return unreadable(`cannot be read (${reason})`);
  }
}
