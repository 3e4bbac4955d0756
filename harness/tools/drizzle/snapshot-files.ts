import type { Finding } from "../../model/finding.ts";
import { damageOf } from "../files/codes.ts";
import { start } from "../files/documents.ts";
import { type Named, within } from "../files/migrations.ts";
import type { FolderEntry, FolderFiles } from "../tool.ts";
import { chainDamage } from "./chain.ts";
import { type Asked, readSnapshot, type Snapshot, type SnapshotRead } from "./snapshots.ts";

const snapshotsAtOnce = 16;

/** What was read, and what is wrong with it. */
interface Snapshots {
  readonly read: readonly SnapshotRead[];
  readonly findings: readonly Finding[];
}

export async function snapshotsOfFolders(
  files: FolderFiles,
  label: string,
  named: readonly Named[],
): Promise<Snapshots> {
  const head = named.at(-1)?.tag;
  const asked = named.map(({ tag }) => {
    const name = `${tag}/snapshot.json`;
    return { name, file: within(label, name), object: tag, head: tag === head };
  });
  const read = await readSome(asked, (one) => readSnapshot(files, "folders", one));
  return { read, findings: [...read.flatMap(({ findings }) => findings), ...chainDamage(snapshotsIn(read), true)] };
}

/** @param known what was read before, of files that are the same still */
export async function snapshotsOfJournal(
  files: FolderFiles,
  entries: readonly FolderEntry[],
  label: string,
  named: readonly Named[],
  known: readonly SnapshotRead[],
): Promise<Snapshots> {
  // drizzle-kit takes whatever stands there for a snapshot, but for names that begin with "_".
  const there = entries.filter(({ name }) => /^meta\/[^_/][^/]*$/.test(name)).map(({ name }) => name);
  const owners = new Map(named.map(({ tag }) => [snapshotOf(tag), tag]));
  const asked = there.map((name) => {
    const file = within(label, name);
    return { name, file, object: owners.get(name) ?? file, head: name === there.at(-1) };
  });
  const before = new Map(known.map((one) => [JSON.stringify(one.asked), one]));
  const read = await readSome(
    asked,
    async (one) => before.get(JSON.stringify(one)) ?? readSnapshot(files, "journal", one),
  );
  const findings = [
    ...missing(new Set(there), label, named),
    ...strangers(there, label, owners),
    ...read.flatMap((one) => one.findings),
    ...chainDamage(snapshotsIn(read), false),
  ];
  return { read, findings };
}

/** Some at a time: while one is parsed the next are read, and never are all of them in memory. */
async function readSome(
  asked: readonly Asked[],
  read: (one: Asked) => Promise<SnapshotRead>,
): Promise<readonly SnapshotRead[]> {
  const found: SnapshotRead[] = [];
  for (let at = 0; at < asked.length; at += snapshotsAtOnce) {
    found.push(...(await Promise.all(asked.slice(at, at + snapshotsAtOnce).map(read))));
  }
  return found;
}

function snapshotsIn(read: readonly SnapshotRead[]): readonly Snapshot[] {
  return read.map(({ snapshot }) => snapshot);
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
