import { HarnessError } from "../../../harness/index.ts";
import type { Saying, Sayings } from "./system.ts";

/** A candidate as a peer is given it. */
export interface Candidate {
  /** Of its case. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly candidate: string;
}

/** What a command printed, and what it complained of where it failed. */
export interface Printed {
  readonly out: string;
  readonly failed: string;
}

interface SquawkFinding {
  readonly file: string;
  /** From 0. */
  readonly line: number;
  readonly rule_name: string;
  readonly message: string;
  readonly help: string | null;
}

/** What squawk says with `--reporter json`. */
export function squawkSaid({ out, failed }: Printed, files: readonly Candidate[], grave: readonly string[]): Sayings {
  const findings = parsed<readonly SquawkFinding[]>("squawk", out, failed);
  return new Map(
    files.map(({ file, path }) => {
      const own = findings.filter((finding) => finding.file === path);
      if (own.some(({ rule_name }) => rule_name === "syntax-error")) return [file, null];
      return [file, own.map((finding) => ofSquawk(finding, grave))];
    }),
  );
}

function ofSquawk({ line, rule_name: rule, message, help }: SquawkFinding, grave: readonly string[]): Saying {
  return { rule, line: line + 1, words: `${message} ${help ?? ""}`, grave: grave.includes(rule) };
}

interface PgfenceResult {
  readonly filePath: string;
  readonly checks: readonly {
    readonly statement: string;
    readonly tableName: string | null;
    readonly risk: string;
    readonly message: string;
    readonly ruleId: string;
  }[];
  readonly policyViolations: readonly { readonly ruleId: string; readonly message: string }[];
}

/** What pgfence says with `--output json`; null where it gave up at a candidate that it could not read. */
export function pgfenceSaid(
  { out, failed }: Printed,
  files: readonly Candidate[],
  grave: readonly string[],
): Sayings | null {
  if (failed.startsWith("pgfence error: ")) return null;
  const { results } = parsed<{ readonly results: readonly PgfenceResult[] }>("pgfence", out, failed);
  return new Map(
    files.map(({ file, path, candidate }) => {
      const own = results.filter(({ filePath }) => filePath === path);
      return [file, own.flatMap((result) => ofPgfence(result, candidate, grave))];
    }),
  );
}

function ofPgfence(
  { checks, policyViolations }: PgfenceResult,
  candidate: string,
  grave: readonly string[],
): readonly Saying[] {
  const risky = checks.filter(({ risk }) => risk !== "LOW" && risk !== "SAFE");
  return [
    ...risky.map(({ statement, tableName, message, ruleId: rule }) => {
      const words = `${message} ${tableName ?? ""}`;
      return { rule, line: lineOf(statement, candidate), words, grave: grave.includes(rule) };
    }),
    ...policyViolations.map(({ ruleId: rule, message: words }) => {
      return { rule, line: null, words, grave: grave.includes(rule) };
    }),
  ];
}

/** What a command of the user's own says: each line is a finding, at the line that stands behind the path. */
export function linesSaid(out: string, path: string, rule: string): readonly Saying[] {
  const lines = out.split("\n").filter((line) => line.trim() !== "");
  return lines.map((words) => {
    const at = words.startsWith(`${path}:`) ? Number.parseInt(words.slice(path.length + 1), 10) : Number.NaN;
    return { rule, line: Number.isNaN(at) ? null : at, words, grave: true };
  });
}

/** Where a statement stands, which is given with the comments above it. */
function lineOf(statement: string, candidate: string): number | null {
  const code = statement.replace(/^(?:\s|--.*(?:\n|$))+/, "");
  const at = candidate.indexOf(code);
  return code === "" || at < 0 ? null : candidate.slice(0, at).split("\n").length;
}

function parsed<Document>(command: string, out: string, failed: string): Document {
  try {
    return JSON.parse(out);
  } catch (cause) {
    throw new HarnessError({
      kind: "environment",
      code: "environment/peer",
      step: "score the peers",
      message: `${command} printed no JSON: ${(failed || out).slice(0, 500)}`,
      remedy: "run npm ci, and try the command on one candidate by hand",
      cause,
    });
  }
}
