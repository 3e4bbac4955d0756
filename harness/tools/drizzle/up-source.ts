import { createHash } from "node:crypto";
import { parseJson } from "../../text/json-position.ts";
import { isObject, readProblem } from "../files/documents.ts";
import type { Named } from "../files/migrations.ts";
import type { FolderFiles } from "../tool.ts";

const root = "00000000-0000-0000-0000-000000000000";
/** The newest format of snapshots that drizzle-kit 1.0.0-rc.5 reads. */
const newest = 9;

/** An entry of a journal as `drizzle-kit up` of 1.0 sees it. */
export interface Source {
  readonly tag: string;
  /** The folder that it becomes: named by the second of its `when`, and its tag without the number. */
  readonly folder: string;
  /** The first part of that name. */
  readonly second: string;
  /** Of its snapshot. */
  readonly id: string;
  /** The snapshots that it follows; none of a first migration. */
  readonly parents: readonly string[];
  /** Equal where snapshots say the same. */
  readonly content: string;
}

/** Reads the snapshot of an entry, or says why that cannot be done. */
export async function sourceOf(
  files: FolderFiles,
  { tag, when }: Named,
): Promise<Source | { readonly problem: string }> {
  const [number = "", ...rest] = tag.split("_");
  const name = `meta/${number}_snapshot.json`;
  const found = await files.read(name);
  if (!("bytes" in found)) {
    return {
      problem: found.problem === "missing" ? `${tag} has no snapshot (${name})` : `${name} ${readProblem(found)}`,
    };
  }
  const read = parseJson(found.bytes.toString());
  if ("broken" in read || !isObject(read.value)) return { problem: `${name} is not JSON` };
  const { id, prevId, prevIds, _meta, ...content } = read.value;
  const problem = formatProblem(content) ?? (typeof id === "string" && id !== "" ? null : "has no id");
  if (problem !== null || typeof id !== "string") return { problem: `${name} ${problem}` };
  const second = secondOf(when);
  return {
    tag,
    folder: `${second}_${rest.join("_")}`,
    second,
    id,
    parents: (Array.isArray(prevIds) ? prevIds : [prevId]).filter(isParent),
    content: createHash("sha256").update(JSON.stringify(content)).digest("hex"),
  };
}

function isParent(parent: unknown): parent is string {
  return typeof parent === "string" && parent !== "" && parent !== root;
}

function formatProblem({ version, ...content }: Readonly<Record<string, unknown>>): string | null {
  const format = Number(version);
  if (!(format >= 1 && format <= newest))
    return `is of the format ${JSON.stringify(version ?? null)}, which 1.0 does not know`;
  const missing = ["tables", "enums", "schemas"].find((key) => format < 8 && !isObject(content[key]));
  return missing === undefined ? null : `has no "${missing}"`;
}

/** As drizzle-kit writes a time into a name; an entry without one is of now. */
function secondOf(when: number): string {
  const at = when === 0 ? new Date() : new Date(when);
  const parts = [at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  return [at.getUTCFullYear(), ...parts.map((part) => String(part).padStart(2, "0"))].join("");
}
