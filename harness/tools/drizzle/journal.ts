import { join } from "node:path";
import type { Finding, Place } from "../../model/finding.ts";
import { type JsonPath, parseJson, placeAt, placesIn, scanJson } from "../../text/json-position.ts";
import { damageOf, isRefused } from "../files/codes.ts";
import { filesOnDisk } from "../files/disk.ts";
import { conflictIn, encodingProblem, isObject, readProblem, shown, start } from "../files/documents.ts";
import { pathFor, refusal } from "../files/unreadable.ts";
import type { FolderFiles } from "../tool.ts";

/** An entry of the journal, checked; `raw` is what stands there. */
export interface JournalEntry {
  readonly tag: string;
  /** Milliseconds since 1970. */
  readonly when: number;
  readonly at: Place;
  readonly raw: unknown;
}

export interface Journal {
  /** Everything that stands in the journal. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** As written; null where there is none. */
  readonly dialect: string | null;
  /** Those that could be read. */
  readonly entries: readonly JournalEntry[];
}

export const journalName = "meta/_journal.json";

/** A thousand migrations take 150 kB: whatever is larger than this is no journal. */
const largestJournal = 16 * 1024 * 1024;
const restore = "Restore the file from version control, or have drizzle-kit write it again.";

/** @throws {HarnessError} input, naming the file, the place where it breaks, and the reason. */
export async function readJournal(folder: string, cwd: string): Promise<Journal> {
  const { journal, findings } = await journalOf(filesOnDisk(folder), pathFor(join(folder, journalName), cwd));
  const refusing = findings.find(isRefused);
  if (journal === null || refusing !== undefined) throw refusal(refusing);
  return journal;
}

/** Reads what can be read of a journal, and says what is wrong with it. The journal is null where nothing can be. */
export async function journalOf(
  files: FolderFiles,
  label: string,
): Promise<{ readonly journal: Journal | null; readonly findings: readonly Finding[] }> {
  const found = await textOf(files, label);
  if (typeof found !== "string") return { journal: null, findings: [found] };
  const raw = parseJson(found);
  if ("broken" in raw) return { journal: null, findings: [notJson(found, raw.broken, label)] };
  if (!isObject(raw.value)) return { journal: null, findings: [broken(label, "is not an object")] };
  return contentOf(raw.value, found, label);
}

async function textOf(files: FolderFiles, label: string): Promise<string | Finding> {
  const found = await files.read(journalName);
  if ("bytes" in found) {
    const { bytes } = found;
    if (bytes.length > largestJournal) return broken(label, `is ${bytes.length} bytes long, too long for a journal`);
    const problem = encodingProblem(bytes);
    return problem === null ? bytes.toString() : broken(label, problem);
  }
  if (found.problem === "missing") {
    return damageOf(
      "journal-missing",
      label,
      `There is no ${label}: without it Drizzle runs nothing`,
      start(label),
      `${restore} If the files are not Drizzle's, say tool: "plain-sql" in holdfast.config.ts.`,
    );
  }
  return broken(label, readProblem(found));
}

function notJson(text: string, broken: number, label: string): Finding {
  const conflict = conflictIn(text);
  if (conflict !== null) {
    const remedy =
      "Resolve the merge: keep the entries of both sides, each with a later `when` than the one before it.";
    const message = `${label}:${conflict}:1 holds the conflict markers of a merge`;
    return damageOf("journal-unreadable", label, message, { file: label, line: conflict, column: 1 }, remedy);
  }
  const { line, column } = placeAt(text, broken);
  const message = `${label}:${line}:${column} is not JSON`;
  return damageOf("journal-unreadable", label, message, { file: label, line, column }, restore);
}

function contentOf(
  raw: Journal["raw"],
  text: string,
  label: string,
): { readonly journal: Journal; readonly findings: readonly Finding[] } {
  const scan = scanJson(text, 3);
  const place = placesIn(text);
  const at = (path: JsonPath): Place => ({ file: label, ...place(scan.offsetOf(path)) });
  const findings: Finding[] = scan.repeated.map(({ path, offset }) =>
    damageOf(
      "duplicate-key",
      label,
      `${label} holds the key ${shown(path)} twice: all but the last one are passed over in silence`,
      { file: label, ...placeAt(text, offset) },
      "Remove the key that is too many; after a merge, keep the entries of both sides in one list.",
    ),
  );
  const dialect = typeof raw.dialect === "string" ? raw.dialect : null;
  if (raw.dialect !== undefined && dialect !== "postgresql" && dialect !== "pg") {
    const message = `${label} says that its dialect is ${JSON.stringify(raw.dialect)}, not "postgresql"`;
    const remedy = "Give the migrations of a PostgreSQL database.";
    findings.push(damageOf("not-postgresql", label, message, at(["dialect"]), remedy));
  }
  if (!Array.isArray(raw.entries)) {
    findings.push(broken(label, 'has no array "entries"', at(["entries"])));
    return { journal: { raw, dialect, entries: [] }, findings };
  }
  if (raw.entries.length === 0) {
    const message = `${label} has no entries: there is nothing to verify`;
    const remedy = "Write the first migration with `drizzle-kit generate`.";
    findings.push(damageOf("no-migrations", label, message, at(["entries"]), remedy));
  }
  const entries: JournalEntry[] = [];
  for (const [index, entry] of raw.entries.entries()) {
    const found = entryOf(entry, index, label, at);
    if ("code" in found) findings.push(found);
    else entries.push(found);
  }
  return { journal: { raw, dialect, entries }, findings };
}

function entryOf(raw: unknown, index: number, label: string, at: (path: JsonPath) => Place): JournalEntry | Finding {
  const place = `entries[${index}]`;
  const here = at(["entries", index]);
  if (!isObject(raw)) return broken(label, `: ${place} is not an object`, here);
  const { tag, when } = raw;
  if (typeof tag !== "string" || tag === "") return broken(label, `: ${place} has no text "tag"`, here);
  if (typeof when !== "number" || !Number.isSafeInteger(when)) {
    const problem = `: ${place} (${JSON.stringify(tag)}) has no whole number of milliseconds as its "when"`;
    return broken(label, problem, at(["entries", index, "when"]));
  }
  return { tag, when, at: here, raw };
}

function broken(label: string, problem: string, at: Place = start(label)): Finding {
  return damageOf("journal-unreadable", label, `${label}${problem.startsWith(":") ? "" : " "}${problem}`, at, restore);
}
