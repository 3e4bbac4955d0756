import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import { parseJson } from "../../text/json-position.ts";
import { isObject } from "../files/documents.ts";
import { secondsIn, type WrittenFile, writeFiles } from "../files/write.ts";
import { journalName, readJournal } from "./journal.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * Writes a migration as `drizzle-kit generate --custom` does: the snapshot beside it says what the last one says.
 *
 * The history is one that `check` takes for sound.
 * @throws {HarnessError} input/snapshot-unreadable, input/snapshot-forked, input/migration-unwritable
 */
export async function writeMigration(history: History, name: string, sql: string): Promise<readonly string[]> {
  return history.layout === "folders" ? intoFolders(history, name, sql) : intoJournal(history, name, sql);
}

async function intoJournal({ folder, migrations }: History, name: string, sql: string): Promise<readonly string[]> {
  const { raw, entries } = await readJournal(folder, folder);
  const last = entries.at(-1);
  const when = Math.max(Date.now(), ...entries.map((entry) => entry.when + 1));
  const idx = nextIndex(entries.map((entry) => entry.raw));
  const prefix = prefixLike(last?.tag ?? "0000_", idx, when);
  const tag = [prefix, name].filter((part) => part !== null).join("_");
  const before = await snapshotIn(folder, `meta/${migrations.at(-1)?.id.split("_")[0]}_snapshot.json`);
  const snapshot = { ...before, id: randomUUID(), prevId: before.id };
  const entry = { idx, version: raw.version, when, tag, breakpoints: true };
  const journal = { ...raw, entries: [...entries.map((one) => one.raw), entry] };
  return writeFiles(
    folder,
    [{ name: `${tag}.sql`, text: sql }, document(`meta/${tag.split("_")[0]}_snapshot.json`, snapshot)],
    document(journalName, journal),
  );
}

function nextIndex(entries: readonly unknown[]): number {
  const known = entries.map((entry) => (isObject(entry) && typeof entry.idx === "number" ? entry.idx : -1));
  return Math.max(entries.length - 1, ...known) + 1;
}

/** drizzle-kit's config says how it begins its names; the names that are there say it as well. */
function prefixLike(tag: string, idx: number, when: number): string | null {
  const [digits = ""] = /^\d+(?=_)/.exec(tag) ?? [];
  if (digits.length === 14) return secondsIn(when);
  if (digits.length === 10) return String(Math.floor(when / 1000));
  return digits === "" ? null : String(idx).padStart(digits.length, "0");
}

async function intoFolders({ folder, migrations }: History, name: string, sql: string): Promise<readonly string[]> {
  const times = migrations.map(({ when }) => when + 1000);
  const tag = `${secondsIn(Math.max(Date.now(), ...times))}_${name}`;
  const snapshots = await Promise.all(migrations.map(({ id }) => snapshotIn(folder, `${id}/snapshot.json`)));
  return writeFiles(
    folder,
    [{ name: `${tag}/migration.sql`, text: sql }, document(`${tag}/snapshot.json`, following(snapshots))],
    null,
  );
}

/** What the next snapshot says: format 9 tells only what differs from the ones before, format 8 all of it. */
function following(snapshots: readonly Json[]): Json {
  const parents = new Set(snapshots.flatMap(({ prevIds }) => (Array.isArray(prevIds) ? prevIds : [])));
  const leaves = snapshots.filter(({ id }) => !parents.has(id));
  const prevIds = leaves.map(({ id }) => id);
  const id = randomUUID();
  if (leaves.some(({ version }) => version === "9")) {
    return { type: "diff", version: "9", dialect: "postgres", id, prevIds, footprints: [], deltas: [] };
  }
  const [head, other] = leaves;
  if (head !== undefined && other === undefined) return { ...head, id, prevIds, renames: [] };
  throw unreadable("snapshot-forked", `The last snapshots are ${leaves.length}, and one is to follow them.`);
}

async function snapshotIn(folder: string, name: string): Promise<Json> {
  const text = await readFile(join(folder, name), "utf8").catch((error: Error) => {
    throw unreadable("snapshot-unreadable", `${name} cannot be read: ${error.message}.`);
  });
  const read = parseJson(text);
  if ("value" in read && isObject(read.value)) return read.value;
  throw unreadable("snapshot-unreadable", `${name} is not a JSON object.`);
}

/** Indented as drizzle-kit does, without a line's end behind it. */
function document(name: string, content: Json): WrittenFile {
  return { name, text: JSON.stringify(content, null, 2) };
}

function unreadable(code: string, message: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: `input/${code}`,
    step: "write the migration",
    message,
    remedy: "See what `holdfast check` says of the folder; then run this again.",
  });
}
