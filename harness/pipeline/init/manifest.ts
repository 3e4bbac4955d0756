import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { HarnessError } from "../../model/error.ts";
import { readJsonDocument } from "../../text/json-document.ts";
import { scanJson } from "../../text/json-position.ts";
import { isObject } from "../../text/shape.ts";

/** A project's package.json, as far as `init` asks. */
export interface Manifest {
  readonly file: string;
  readonly text: string;
  readonly type: string | null;
  readonly packageManager: string | null;
  /** Whether it is the root of a workspace, in the words of npm, Yarn and Bun. */
  readonly hasWorkspaces: boolean;
  /** Names of all that it depends on, for development and otherwise. */
  readonly dependencies: readonly string[];
  /** Names of scripts. */
  readonly scripts: readonly string[];
}

/** @returns null where there is none. @throws {HarnessError} input/package-json: it is there and cannot be read */
export async function readManifest(folder: string): Promise<Manifest | null> {
  const file = join(folder, "package.json");
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    const code: unknown = Reflect.get(Object(error), "code");
    if (code === "ENOENT") return null;
    throw unreadable(`package.json cannot be read (${code}).`);
  });
  if (text === null) return null;
  const document = readJsonDocument(text, "package.json", 2);
  if (document.problem !== null) throw unreadable(document.problem);
  if (!isObject(document.value)) throw unreadable("package.json holds no object.");
  const { type, packageManager, workspaces, scripts, dependencies, devDependencies } = document.value;
  return {
    file,
    text,
    type: typeof type === "string" ? type : null,
    packageManager: typeof packageManager === "string" ? packageManager : null,
    hasWorkspaces: workspaces !== undefined,
    dependencies: [...keysOf(dependencies), ...keysOf(devDependencies)],
    scripts: keysOf(scripts),
  };
}

function keysOf(value: unknown): readonly string[] {
  return isObject(value) ? Object.keys(value) : [];
}

function unreadable(message: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/package-json",
    step: "look at the project",
    message,
    remedy: "Mend package.json, or give yourself the right to read it; nothing was written.",
  });
}

/**
 * The text of a package.json with one more script; all else stays as it is written, its indentation and line ends, too.
 * What stands on one line is laid out as package managers do.
 *
 * @returns null where it cannot be added without changing more
 */
export function withScript({ text }: Pick<Manifest, "text">, name: string, command: string): string | null {
  const body = text.replace(/^\uFEFF/, "");
  const mark = text.slice(0, text.length - body.length);
  const manifest = JSON.parse(body) as { readonly scripts?: unknown };
  if (!isObject(manifest.scripts ?? {})) return null;
  const script = { [name]: command };
  const added = /\n/.test(body.trim())
    ? among(body, manifest.scripts !== undefined, script)
    : laidOut({ ...manifest, scripts: { ...script, ...(manifest.scripts ?? {}) } }, body);
  return holds(added, name, command, body) ? mark + added : null;
}

/** @param body of which the line end and what follows the object are taken */
function laidOut(manifest: object, body: string): string {
  const tail = body.slice(body.trimEnd().length);
  return JSON.stringify(manifest, null, 2).replaceAll("\n", lineEnd(body)) + tail;
}

function among(body: string, hasScripts: boolean, script: Readonly<Record<string, string>>): string {
  const end = lineEnd(body);
  const indent = /\n([ \t]+)"/.exec(body)?.[1] ?? "  ";
  const entry = Object.entries(script)
    .map((pair) => pair.map((text) => JSON.stringify(text)).join(": "))
    .join();
  if (hasScripts) return firstIn(body, scanJson(body, 1).offsetOf(["scripts"]), entry, indent, end);
  const close = body.lastIndexOf("}");
  const before = body.slice(0, close).trimEnd();
  const comma = before.endsWith("{") ? "" : ",";
  const object = `"scripts": {${end}${indent}${indent}${entry}${end}${indent}}`;
  return `${before}${comma}${end}${indent}${object}${end}${body.slice(close)}`;
}

function lineEnd(body: string): string {
  return body.includes("\r\n") ? "\r\n" : "\n";
}

/** Puts an entry first into the object that begins at a place. */
function firstIn(text: string, open: number, entry: string, indent: string, end: string): string {
  const [before, after] = [text.slice(0, open + 1), text.slice(open + 1)];
  const [blank = ""] = /^\s*/.exec(after) ?? [];
  const rest = after.slice(blank.length);
  if (rest.startsWith("}")) return `${before}${end}${indent}${indent}${entry}${end}${indent}${rest}`;
  if (!blank.includes("\n")) return `${before}${blank}${entry}, ${rest}`;
  return `${before}${blank}${entry},${blank}${rest}`;
}

/** Whether the script is all that differs. */
function holds(added: string, name: string, command: string, before: string): boolean {
  try {
    const now = JSON.parse(added) as { scripts: Record<string, unknown> };
    const then = JSON.parse(before) as { scripts?: Record<string, unknown> };
    const { [name]: script, ...rest } = now.scripts;
    const others = { ...now, scripts: rest };
    return script === command && sorted(others) === sorted({ ...then, scripts: then.scripts ?? {} });
  } catch {
    return false;
  }
}

function sorted(value: object): string {
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
