import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { HarnessError } from "../model/error.ts";
import type { Approval } from "../model/evidence.ts";
import type { History, Migration } from "../model/history.ts";

/** The folder beside the migrations that holds declarations and the preamble. */
export function declarationsFolder(history: History): string {
  return join(dirname(history.folder), "holdfast");
}

/** Reads the approvals of the candidate's migrations. A file that cannot be understood is an error, never "no approvals". */
export async function readApprovals(
  history: History,
  candidate: readonly Migration[],
  cwd: string,
): Promise<readonly Approval[]> {
  const approvals: Approval[] = [];
  for (const migration of candidate) {
    const path = join(declarationsFolder(history), `${migration.id}.json`);
    const file = relative(cwd, path).replaceAll("\\", "/");
    const text = await readIfThere(path, file);
    if (text !== null) approvals.push(...parse(text, file, migration));
  }
  return approvals;
}

async function readIfThere(path: string, file: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
}

function parse(text: string, file: string, migration: Migration): readonly Approval[] {
  const document = record(json(text, file), file, "the file");
  onlyKeys(document, ["migration", "sha256", "approve", "$schema"], file, "");
  if (string(document, "migration", file, "") !== migration.id) {
    throw unreadable(file, `"migration" must be "${migration.id}", as the file is named`);
  }
  const sha256 = string(document, "sha256", file, "");
  const entries = document.approve;
  if (!Array.isArray(entries)) throw unreadable(file, `"approve" must be a list`);
  return entries.map((entry: unknown, place): Approval => {
    const at = `approve[${place}]`;
    const item = record(entry, file, at);
    onlyKeys(item, ["object", "code", "reason", "owner", "expires"], file, `${at}.`);
    const expires = string(item, "expires", file, `${at}.`);
    if (!isDate(expires)) throw unreadable(file, `${at}.expires must be a date such as 2027-01-31, not "${expires}"`);
    return {
      migration: migration.id,
      file,
      sha256,
      object: string(item, "object", file, `${at}.`),
      code: item.code === undefined ? null : string(item, "code", file, `${at}.`),
      reason: string(item, "reason", file, `${at}.`),
      owner: string(item, "owner", file, `${at}.`),
      expires,
    };
  });
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(file, error instanceof Error ? error.message : String(error));
  }
}

function record(value: unknown, file: string, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw unreadable(file, `${at} must be an object`);
  return value as Readonly<Record<string, unknown>>;
}

/** Required, and not blank: an approval without a reason or an owner is none. */
function string(item: Readonly<Record<string, unknown>>, key: string, file: string, at: string): string {
  const value = item[key];
  if (typeof value !== "string" || value.trim() === "")
    throw unreadable(file, `${at}${key} must be a text that is not empty`);
  return value;
}

function onlyKeys(item: Readonly<Record<string, unknown>>, known: readonly string[], file: string, at: string): void {
  const unknown = Object.keys(item).find((key) => !known.includes(key));
  if (unknown !== undefined) throw unreadable(file, `${at}${unknown} is not known here; known are ${known.join(", ")}`);
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
}

function unreadable(file: string, why: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/declaration-unreadable",
    step: `read the approvals in ${file}`,
    message: `${file}: ${why}.`,
    remedy:
      'It should look like {"migration": "…", "sha256": "…", "approve": [{"object": "schema.table.column", "reason": "…", "owner": "@team", "expires": "2027-01-31"}]}.',
  });
}
