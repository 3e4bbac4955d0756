import type { Finding, Place } from "../../model/finding.ts";
import { parseJson, placeAt, scanJson } from "../../text/json-position.ts";
import { damageOf } from "../files/codes.ts";
import { conflictIn, encodingProblem, isObject, readProblem, shown, start } from "../files/documents.ts";
import type { FolderFiles } from "../tool.ts";
import type { Misfit, Shape } from "./shape.ts";
import { snapshot7, snapshotOfFolders } from "./snapshot-shape.ts";

/** A snapshot, as far as it could be read. */
export interface Snapshot {
  /** As people read it. */
  readonly file: string;
  /** What findings about it are told of: its migration's tag, else the file. */
  readonly object: string;
  /** Null where it has none. */
  readonly id: string | null;
  /** Those that it follows; none for what it cannot say. A root names the zero id or nothing. */
  readonly parents: readonly string[];
  readonly idAt: Place;
  readonly parentsAt: Place;
}

export interface SnapshotRead {
  readonly asked: Asked;
  readonly snapshot: Snapshot;
  readonly findings: readonly Finding[];
}

/** The newest format of each layout. */
const newest = { journal: 7, folders: 9 } as const;
const restore =
  "Restore the snapshot from version control; after a merge, delete the later migration and generate it again.";

export interface Asked {
  readonly name: string;
  readonly file: string;
  readonly object: string;
  /** Whether it is the one that the next migration is compared with, which is looked at more closely. */
  readonly head: boolean;
}

/** Reads one snapshot and holds it against what drizzle-kit takes; the findings say where it would stop, and at which key. */
export async function readSnapshot(
  files: FolderFiles,
  layout: keyof typeof newest,
  asked: Asked,
): Promise<SnapshotRead> {
  const { name, file, object, head } = asked;
  const bare: Snapshot = { file, object, id: null, parents: [], idAt: start(file), parentsAt: start(file) };
  const unreadable = (words: string, at: Place): Finding =>
    damageOf("snapshot-unreadable", object, `${file} ${words}: drizzle-kit stops at it`, at, restore);
  const found = await files.read(name);
  if (!("bytes" in found)) {
    return { asked, snapshot: bare, findings: [unreadable(readProblem(found), start(file))] };
  }
  const problem = encodingProblem(found.bytes);
  if (problem !== null) return { asked, snapshot: bare, findings: [unreadable(problem, start(file))] };
  const text = found.bytes.toString();
  const read = parseJson(text);
  if ("broken" in read) {
    const conflict = conflictIn(text);
    const at = conflict === null ? { file, ...placeAt(text, read.broken) } : { file, line: conflict, column: 1 };
    const words = conflict === null ? "is not JSON" : "holds the conflict markers of a merge";
    return { asked, snapshot: { ...bare, ...ids({}, text, file) }, findings: [unreadable(words, at)] };
  }
  const { value } = read;
  const raw = isObject(value) ? value : {};
  const outdated = versionProblem(raw, layout, file, object, text);
  const misfit = outdated === null ? shapeFor(layout)(value) : null;
  return {
    asked,
    snapshot: { ...bare, ...ids(raw, text, file) },
    findings: [
      ...(outdated === null ? [] : [outdated]),
      ...(head ? repeated(text, file, unreadable) : []),
      ...(misfit === null ? [] : [unreadable(misfitWords(misfit), placeOf(misfit, text, file))]),
    ],
  };
}

/** JSON takes the last of two equal keys, and says nothing. */
function repeated(text: string, file: string, tell: (words: string, at: Place) => Finding): readonly Finding[] {
  const [first] = scanJson(text, 0).repeated;
  if (first === undefined) return [];
  return [tell(`holds the key ${shown(first.path)} twice`, { file, ...placeAt(text, first.offset) })];
}

function shapeFor(layout: keyof typeof newest): Shape {
  return layout === "journal" ? snapshot7 : snapshotOfFolders;
}

function misfitWords({ path, words }: Misfit): string {
  return path.length === 0 ? words : `does not parse: ${shown(path)} ${words}`;
}

function placeOf({ path }: Misfit, text: string, file: string): Place {
  return { file, ...placeAt(text, scanJson(text, path.length).offsetOf(path)) };
}

/** A format that is older or newer than what the layout's drizzle-kit reads. */
function versionProblem(
  { version }: Readonly<Record<string, unknown>>,
  layout: keyof typeof newest,
  file: string,
  object: string,
  text: string,
): Finding | null {
  const given = typeof version === "string" || typeof version === "number" ? Number(version) : Number.NaN;
  const least = layout === "journal" ? newest.journal : 8;
  if (!Number.isInteger(given) || (given >= least && given <= newest[layout])) return null;
  const newer = given > newest[layout];
  const message = `${file} is of format ${given}, ${newer ? "which a later drizzle-kit wrote" : "which drizzle-kit no longer compares with"}`;
  const remedy = newer ? "Update drizzle-kit." : "Run `drizzle-kit up`.";
  return damageOf("snapshot-version", object, message, placeOfKey("version", text, file), remedy);
}

/** The ids that bind snapshots to each other, also of one that does not parse. */
function ids(
  raw: Readonly<Record<string, unknown>>,
  text: string,
  file: string,
): Pick<Snapshot, "id" | "parents" | "idAt" | "parentsAt"> {
  const said = (key: string): string | null => new RegExp(`"${key}"\\s*:\\s*"([^"]{1,200})"`).exec(text)?.[1] ?? null;
  const broken = Object.keys(raw).length === 0;
  const id = typeof raw.id === "string" ? raw.id : broken ? said("id") : null;
  const parent = typeof raw.prevId === "string" ? raw.prevId : broken ? said("prevId") : null;
  const parents = Array.isArray(raw.prevIds)
    ? raw.prevIds.filter((one) => typeof one === "string")
    : [parent ?? []].flat();
  const key = raw.prevIds === undefined ? "prevId" : "prevIds";
  return { id, parents, idAt: placeOfKey("id", text, file), parentsAt: placeOfKey(key, text, file) };
}

/** The key of the document itself, as drizzle-kit indents it; not one of the same name further in. */
function placeOfKey(key: string, text: string, file: string): Place {
  const line = text.indexOf(`\n  "${key}"`);
  const offset = line < 0 ? text.indexOf(`"${key}"`) : line + "\n  ".length;
  return { file, ...placeAt(text, Math.max(0, offset)) };
}
