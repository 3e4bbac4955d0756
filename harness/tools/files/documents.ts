import type { Place } from "../../model/finding.ts";
import type { JsonPath } from "../../text/json-position.ts";
import type { FileRead } from "../tool.ts";

/** What keeps a file from being read, in words behind its name. */
export function readProblem({ problem, reason }: Extract<FileRead, { problem: unknown }>): string {
  const words = { missing: "is missing", outside: "leads out of the folder", "not-a-file": "is not a file" };
  if (problem === "too-large") return "is too large";
  return problem === "unreadable" ? `cannot be read (${reason})` : words[problem];
}

/** What Drizzle's own reader would stumble over without saying so. */
export function encodingProblem(bytes: Buffer): string | null {
  const begins = (...mark: number[]): boolean => bytes.subarray(0, mark.length).equals(Buffer.from(mark));
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) return "is encoded as UTF-16, not as UTF-8";
  if (begins(0xef, 0xbb, 0xbf)) return "begins with a byte order mark, which is not JSON";
  return bytes.includes(0) ? "holds a NUL byte" : null;
}

/** The line of a merge's first conflict marker, from 1; null where there is none. */
export function conflictIn(text: string): number | null {
  const conflict = text.split("\n").findIndex((line) => /^(<{7}|={7}|>{7}|\|{7})( |\r?$)/.test(line));
  return conflict < 0 ? null : conflict + 1;
}

/** A path in a JSON document, as JavaScript would name it. */
export function shown(path: JsonPath): string {
  return path
    .map((step, place) => {
      if (typeof step === "number") return `[${step}]`;
      return /^[A-Za-z_]\w*$/.test(step) ? `${place === 0 ? "" : "."}${step}` : `[${JSON.stringify(step)}]`;
    })
    .join("");
}

/** The first character of a file. */
export function start(file: string): Place {
  return { file, line: 1, column: 1 };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
