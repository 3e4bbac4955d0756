import type { Finding } from "../../model/finding.ts";
import { damageOf } from "../files/codes.ts";
import { start } from "../files/documents.ts";
import { type Named, within } from "../files/migrations.ts";
import type { FolderEntry, FolderFiles } from "../tool.ts";
import { journalName, journalOf } from "./journal.ts";

/** Which migrations there are, in the order in which they run, and what is wrong with how they are named. */
export interface Naming {
  /** The journal's; null where it does not say. */
  readonly dialect: string | null;
  readonly named: readonly Named[];
  readonly findings: readonly Finding[];
}

export async function namedByJournal(
  files: FolderFiles,
  entries: readonly FolderEntry[],
  label: string,
): Promise<Naming> {
  const { journal, findings } = await journalOf(files, within(label, journalName));
  const named = (journal?.entries ?? []).map(({ tag, when, at }) => ({ tag, when, name: `${tag}.sql`, namedAt: at }));
  const strays = journal === null ? [] : withoutEntry(entries, label, new Set(named.map(({ name }) => name)));
  return {
    dialect: journal?.dialect ?? null,
    named,
    findings: [...findings, ...strays, ...otherLayout(entries, label)],
  };
}

function withoutEntry(entries: readonly FolderEntry[], label: string, named: ReadonlySet<string>): readonly Finding[] {
  const lost = entries.filter(({ name, kind }) => kind === "file" && /^[^/]+\.sql$/.test(name) && !named.has(name));
  return lost.map(({ name }) => {
    const file = within(label, name);
    const message = "the journal does not name this file: Drizzle never runs it";
    return damageOf(
      "file-without-entry",
      file,
      message,
      start(file),
      "Add its entry to the journal, or remove the file.",
    );
  });
}

function otherLayout(entries: readonly FolderEntry[], label: string): readonly Finding[] {
  const folder = entries.find(({ name }) => /^\d{14}[^/]*\/migration\.sql$/.test(name));
  if (folder === undefined) return [];
  const file = within(label, folder.name);
  const message = `${file} is laid out as Drizzle 1.0 does, beside a journal: 0.x passes it over, and 1.0 refuses the whole folder`;
  const remedy = "Take the journal away once `drizzle-kit up` has converted the folder, or the folders that it made.";
  return [damageOf("two-layouts", label, message, start(file), remedy)];
}

export function namedByFolders(entries: readonly FolderEntry[], label: string): Naming {
  // Drizzle follows a link to a folder, too; what stands in it is not listed.
  const names = entries.flatMap(({ name, kind }) =>
    kind === "other" && /^\d{14}[^/]*$/.test(name) ? name : (/^([^/]+)\/migration\.sql$/.exec(name)?.[1] ?? []),
  );
  const named = names
    .toSorted((a, b) => a.localeCompare(b))
    .map((tag) => ({
      tag,
      when: timeOf(tag),
      name: `${tag}/migration.sql`,
      namedAt: start(within(label, `${tag}/migration.sql`)),
    }));
  const undated = named
    .filter(({ when }) => Number.isNaN(when))
    .map(({ tag, namedAt }) => {
      const message = `the name of the folder ${tag} does not begin with a time of 14 digits: Drizzle cannot record it`;
      return damageOf(
        "folder-name",
        tag,
        message,
        namedAt,
        "Rename it as `drizzle-kit generate` would: 20261231235959_name.",
      );
    });
  const held = new Set(names);
  const inner = new Set(entries.flatMap(({ name }) => /^([^/]+)\//.exec(name)?.[1] ?? []));
  const hollow = [...inner].filter((name) => /^\d{14}/.test(name) && !held.has(name));
  return {
    dialect: null,
    named,
    findings: [
      ...undated,
      ...hollow.map((name) => {
        const file = within(label, `${name}/migration.sql`);
        const message = "the folder holds no migration.sql: Drizzle passes it over";
        return damageOf(
          "file-without-entry",
          within(label, name),
          message,
          start(file),
          "Restore the file, or remove the folder.",
        );
      }),
    ],
  };
}

function timeOf(tag: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(tag)?.slice(1).map(Number);
  if (parts === undefined) return Number.NaN;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
