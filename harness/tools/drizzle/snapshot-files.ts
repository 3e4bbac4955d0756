import type { Finding } from "../../model/finding.ts";
import type { FolderEntry, FolderFiles } from "../tool.ts";
import { chainDamage } from "./chain.ts";
import { damageOf } from "./codes.ts";
import { start } from "./journal.ts";
import { type Named, within } from "./migrations.ts";
import { readSnapshot, type SnapshotRead } from "./snapshots.ts";

const snapshotsAtOnce = 16;

export async function snapshotsOfFolders(
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

export async function snapshotsOfJournal(
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
