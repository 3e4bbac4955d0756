import { relative, resolve } from "node:path";
import type { Finding } from "../model/finding.ts";
import type { CheckReport } from "../model/report.ts";
import { filesOnDisk, findTool } from "../tools/index.ts";
import { filesAt, mergeBase } from "./git.ts";

export interface CheckOptions {
  /** The migrations folder. */
  readonly folder: string;
  /** What file names in the report are relative to; by default the working folder. */
  readonly cwd?: string;
  /** A git ref: what stands where HEAD left it is old, and must not be changed. By default nothing is known to be old. */
  readonly base?: string;
  /** Milliseconds since 1970; what is later is still to come. By default the clock's. */
  readonly now?: number;
}

/**
 * Judges the files of a history, without any database.
 *
 * @throws {HarnessError} kind "input": there is no history in the folder, or git does not know the base. Damage is never
 *   thrown: it is in the report.
 */
export async function check(options: CheckOptions): Promise<CheckReport> {
  const started = performance.now();
  const cwd = resolve(options.cwd ?? ".");
  const folder = resolve(cwd, options.folder);
  const tool = await findTool(folder);
  const label = relative(cwd, folder).replaceAll("\\", "/") || ".";
  const base = options.base === undefined ? null : await baseOf(folder, label, options.base);
  const { layout, migrations, findings } = await tool.inspect({ folder, label, base, now: options.now ?? Date.now() });
  return {
    schemaVersion: 1,
    command: "check",
    verdict: findings.some(({ severity }) => severity === "error") ? "damaged" : "sound",
    history: { tool: tool.name, layout, folder: label, migrations },
    base: base === null ? null : { ref: options.base ?? base.name, commit: base.commit },
    findings: findings.toSorted(inOrder),
    milliseconds: { total: Math.round(performance.now() - started) },
  };
}

async function baseOf(folder: string, label: string, ref: string) {
  const base = await mergeBase(folder, label, ref);
  const name = base.was === null ? ref : `${ref}:${base.was}`;
  return { name, commit: base.commit, ...(await filesAt(folder, base, filesOnDisk(folder))) };
}

const ranks = { error: 0, warning: 1, note: 2 } as const;

/** Errors first; equal input gives equal output. */
function inOrder(a: Finding, b: Finding): number {
  const [left, right] = [a, b].map((one) =>
    [ranks[one.severity], one.code, one.at?.file ?? "", String(one.at?.line ?? 0).padStart(9, "0"), one.message].join(
      "\0",
    ),
  );
  return (left ?? "") < (right ?? "") ? -1 : left === right ? 0 : 1;
}
