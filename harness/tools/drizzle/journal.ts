import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { brokenAt } from "../../text/json-position.ts";
import { pathFor, reasonOf, unreadable } from "./unreadable.ts";

/** An entry of the journal, checked; `raw` is what stands there. */
export interface JournalEntry {
  readonly tag: string;
  /** Milliseconds since 1970. */
  readonly when: number;
  readonly raw: unknown;
}

export interface Journal {
  /** Everything that stands in the journal. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly entries: readonly JournalEntry[];
}

/** A thousand migrations take 150 kB: whatever is larger than this is no journal. */
const largestJournal = 16 * 1024 * 1024;
const restore = "Restore the file from version control, or have drizzle-kit write it again.";

/** @throws {HarnessError} input, naming the file, the place where it breaks, and the reason. */
export async function readJournal(folder: string, cwd: string): Promise<Journal> {
  const path = join(folder, "meta", "_journal.json");
  const label = pathFor(path, cwd);
  const raw = parseJournal(await readText(path, label), label);
  if (!isObject(raw)) throw broken(label, "is not an object");
  const { dialect, entries } = raw;
  if (dialect !== undefined && dialect !== "postgresql" && dialect !== "pg") {
    const remedy = "Give the migrations of a PostgreSQL database.";
    throw unreadable(
      "not-postgresql",
      `${label} says that its dialect is ${JSON.stringify(dialect)}, not "postgresql".`,
      remedy,
    );
  }
  if (!Array.isArray(entries)) throw broken(label, 'has no array "entries"');
  if (entries.length === 0) {
    throw unreadable(
      "no-migrations",
      `${label} has no entries: there is nothing to verify.`,
      "Write the first migration with `drizzle-kit generate`.",
    );
  }
  return { raw, entries: entries.map((entry: unknown, index) => readEntry(entry, index, label)) };
}

async function readText(path: string, label: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > largestJournal) throw broken(label, `is ${size} bytes long, too long for a journal`);
    const bytes = await readFile(path);
    const problem = encodingProblem(bytes);
    if (problem !== null) throw broken(label, problem);
    return bytes.toString();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === "ENOENT" || reason === "ENOTDIR") {
      throw unreadable("journal-missing", `There is no ${label}: without it Drizzle runs nothing.`, restore, error);
    }
    throw reason.startsWith("input/") ? error : broken(label, `cannot be read (${reason})`, error);
  }
}

/** What Drizzle's own reader would stumble over without saying so. */
function encodingProblem(bytes: Buffer): string | null {
  if (
    bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) ||
    bytes.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))
  ) {
    return "is encoded as UTF-16, not as UTF-8";
  }
  if (bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
    return "begins with a byte order mark, which is not JSON";
  return bytes.includes(0) ? "holds a NUL byte" : null;
}

function parseJournal(text: string, label: string): unknown {
  const conflict = text.split("\n").findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})( |\r?$)/.test(line));
  if (conflict >= 0) {
    const remedy =
      "Resolve the merge: keep the entries of both sides, each with a later `when` than the one before it.";
    throw unreadable("journal-unreadable", `${label}:${conflict + 1}:1 holds the conflict markers of a merge.`, remedy);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable("journal-unreadable", `${label}:${brokenAt(text) ?? "1:1"} is not JSON.`, restore, error);
  }
}

function readEntry(raw: unknown, index: number, label: string): JournalEntry {
  const place = `entries[${index}]`;
  if (!isObject(raw)) throw broken(label, `: ${place} is not an object`);
  const { tag, when } = raw;
  if (typeof tag !== "string" || tag === "") throw broken(label, `: ${place} has no text "tag"`);
  if (typeof when !== "number" || !Number.isSafeInteger(when)) {
    throw broken(label, `: ${place} (${JSON.stringify(tag)}) has no whole number of milliseconds as its "when"`);
  }
  return { tag, when, raw };
}

function broken(label: string, problem: string, cause?: unknown): Error {
  return unreadable("journal-unreadable", `${label}${problem.startsWith(":") ? "" : " "}${problem}.`, restore, cause);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
