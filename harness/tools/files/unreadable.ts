import { relative } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { Finding } from "../../model/finding.ts";
import { slashes } from "../../text/slashes.ts";

/** The error for a history that cannot be replayed, from the finding that says why. */
export function refusal(finding: Finding | undefined): HarnessError {
  const { code = "", message = "Nothing could be read", remedy = "" } = finding ?? {};
  return unreadable(code.replace("history/", ""), `${message}.`, remedy);
}

/** The error for a history that cannot be read; `message` names the file. */
export function unreadable(code: string, message: string, remedy: string): HarnessError {
  return new HarnessError({ kind: "input", code: `input/${code}`, step: "read the migrations", message, remedy });
}

/** A path as people read it: relative to where they are, with forward slashes. */
export function pathFor(path: string, cwd: string): string {
  return slashes(relative(cwd, path)) || ".";
}
