import type { Finding } from "../../model/finding.ts";
import type { FolderEntry, FolderFiles } from "../tool.ts";
import { chainDamage } from "./chain.ts";
import { damageOf } from "./codes.ts";
import { enumDamage } from "./enum-batch.ts";
import { journalName, journalOf, start } from "./journal.ts";
import { layoutOf } from "./layout.ts";
import { type FoundMigration, type Named, readMigration, within } from "./migrations.ts";
import { duplicatePrefixes, duplicateTags, futureDamage, orderDamage } from "./order.ts";
import { readSnapshot, type SnapshotRead } from "./snapshots.ts";
import { cutMigrations, statementDamage, unreadDamage } from "./statements.ts";
import { textDamage } from "./texts.ts";

/** All that the files of a folder say, whatever their state. */
export interface Survey {
  readonly layout: "journal" | "folders";
  /** The journal's; null where it does not say. */
  readonly dialect: string | null;
  /** Every migration that is named, in the order in which they run. */
  readonly named: readonly Named[];
  /** Those of them whose files could be read. */
  readonly migrations: readonly FoundMigration[];
  readonly findings: readonly Finding[];
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
}

export async function survey({ files, folder, label, now, isNew = () => false }: Surveyed): Promise<Survey> {
  const entries = await files.list();
  const layout = layoutOf(entries) === "folders" ? "folders" : "journal";
  const { dialect, named, findings } =
    layout === "folders" ? namedByFolders(entries, label) : await namedByJournal(files, entries, label);
  const firsts = new Map(named.map(({ tag }, place) => [tag, place] as const).toReversed());
  const distinct = named.filter(({ tag }, place) => firsts.get(tag) === place);
  const read = await Promise.all(distinct.map((one) => readMigration(files, folder, label, one)));
  const texts = read.filter((one) => "sql" in one);
  const head: Omit<Survey, "findings"> = { layout, dialect, named, migrations: inTheirOrder(named, texts) };
  // Without names, or in another language, nothing else could be told from what is sound.
  if (named.length === 0 || findings.some(({ code }) => code === "history/not-postgresql"))
    return { ...head, findings };
  const cut = await cutMigrations(texts);
  const byOrder = layout === "folders" ? [] : [...orderDamage(named), ...duplicateTags(named)];
  return {
    ...head,
    findings: [
      ...findings,
      ...read.filter((one) => "code" in one),
      ...byOrder,
      ...futureDamage(named, now),
      ...duplicatePrefixes(named, layout),
      ...(await textDamage(label, texts)),
      ...unreadDamage(texts),
      ...(await statementDamage(cut)),
      ...(await enumDamage(cut, ({ id }) => isNew(id))),
      ...(layout === "folders"
        ? await snapshotsOfFolders(files, label, named)
        : await snapshotsOfJournal(files, entries, label, named)),
    ],
  };
}

/** A file that is named twice runs twice. */
function inTheirOrder(named: readonly Named[], texts: readonly FoundMigration[]): readonly FoundMigration[] {
  const byTag = new Map(texts.map((one) => [one.id, one]));
  return named.flatMap(({ tag, when, namedAt }) => {
    const found = byTag.get(tag);
    return found === undefined ? [] : { ...found, when, namedAt };
  });
}

type Naming = Pick<Survey, "dialect" | "named" | "findings">;

async function namedByJournal(files: FolderFiles, entries: readonly FolderEntry[], label: string): Promise<Naming> {
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

function namedByFolders(entries: readonly FolderEntry[], label: string): Naming {
  const names = entries.flatMap(({ name }) => /^([^/]+)\/migration\.sql$/.exec(name)?.[1] ?? []);
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

async function snapshotsOfFolders(
  files: FolderFiles,
  label: string,
  named: readonly Named[],
): Promise<readonly Finding[]> {
  const read = await Promise.all(
    named.map(({ tag }) => {
      const name = `${tag}/snapshot.json`;
      return readSnapshot(files, "folders", {
        name,
        file: within(label, name),
        object: tag,
        head: tag === named.at(-1)?.tag,
      });
    }),
  );
  return [
    ...read.flatMap(({ findings }) => findings),
    ...chainDamage(
      read.map(({ snapshot }) => snapshot),
      true,
    ),
  ];
}

const snapshotsAtOnce = 16;

async function snapshotsOfJournal(
  files: FolderFiles,
  entries: readonly FolderEntry[],
  label: string,
  named: readonly Named[],
): Promise<readonly Finding[]> {
  // drizzle-kit takes whatever stands there for a snapshot, but for names that begin with "_".
  const there = entries.filter(({ name }) => /^meta\/[^_/][^/]*$/.test(name)).map(({ name }) => name);
  const owners = new Map(named.map(({ tag }) => [snapshotOf(tag), tag]));
  const read: SnapshotRead[] = [];
  // Some at a time: while one is parsed the next are read, and never are all of them in memory.
  for (let at = 0; at < there.length; at += snapshotsAtOnce) {
    const some = there.slice(at, at + snapshotsAtOnce).map((name) => {
      const file = within(label, name);
      return readSnapshot(files, "journal", {
        name,
        file,
        object: owners.get(name) ?? file,
        head: name === there.at(-1),
      });
    });
    read.push(...(await Promise.all(some)));
  }
  return [
    ...missing(new Set(there), label, named),
    ...strangers(there, label, owners),
    ...read.flatMap(({ findings }) => findings),
    ...chainDamage(
      read.map(({ snapshot }) => snapshot),
      false,
    ),
  ];
}

function snapshotOf(tag: string): string {
  return `meta/${tag.split("_")[0]}_snapshot.json`;
}

function missing(there: ReadonlySet<string>, label: string, named: readonly Named[]): readonly Finding[] {
  const head = named.at(-1);
  const remedy = "Restore the snapshot; write migrations by hand only with `drizzle-kit generate --custom`.";
  return named
    .filter(({ tag }) => !there.has(snapshotOf(tag)))
    .map((one) => {
      const file = within(label, snapshotOf(one.tag));
      if (one !== head) {
        const message = `${file} is missing: drizzle-kit does not notice, but \`drizzle-kit up\` to 1.0 refuses the folder`;
        return damageOf("snapshot-missing", one.tag, message, one.namedAt, remedy, "warning");
      }
      const message = `${file}, the snapshot of the last migration, is missing: \`drizzle-kit generate\` compares with an older one and writes changes twice`;
      return damageOf("snapshot-missing", one.tag, message, one.namedAt, remedy);
    });
}

/** Snapshots that belong to no migration; the last one by name is what drizzle-kit compares with. */
function strangers(there: readonly string[], label: string, owners: ReadonlyMap<string, string>): readonly Finding[] {
  return there
    .filter((name) => !owners.has(name))
    .map((name) => {
      const file = within(label, name);
      const last = name === there.at(-1);
      const message = last
        ? `${file} belongs to no migration, and is what \`drizzle-kit generate\` compares with`
        : `${file} belongs to no migration of the journal`;
      const remedy = "Restore the migration that it belongs to, or remove it.";
      return damageOf("snapshot-without-entry", file, message, start(file), remedy, last ? "error" : "warning");
    });
}
