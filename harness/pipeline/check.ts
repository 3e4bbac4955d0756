import { relative, resolve } from "node:path";
import type { ToolConfig } from "../model/config.ts";
import { type Finding, severities } from "../model/finding.ts";
import type { CheckReport } from "../model/report.ts";
import { withoutPasswordsIn } from "../text/secrets.ts";
import { filesOnDisk } from "../tools/index.ts";
import type { Checked, Deeper, DeeperFindings } from "./check-deeper.ts";
import type { DropsFound, ProductionOptions } from "./drops/index.ts";
import { filesAt, mergeBase } from "./git.ts";
import { lintFindings } from "./lint-check.ts";
import { toolFor } from "./plan.ts";

export interface CheckOptions extends ToolConfig, Deeper, ProductionOptions {
  /** The migrations folder. */
  readonly folder: string;
  /** What file names in the report are relative to; by default the working folder. */
  readonly cwd?: string;
  /** A git ref: what stands where HEAD left it is old, and must not be changed. By default nothing is known to be old. */
  readonly base?: string;
  /** Say whether the folder can go to the tool's next major version, also where the project does not use that yet. */
  readonly upgrade?: boolean;
  /** List every drop of the history, in up and down paths; `url` and `snapshot` ask for it as well. */
  readonly drops?: boolean;
  /** Milliseconds since 1970; what is later is still to come. By default the clock's. */
  readonly now?: number;
}

/**
 * Judges the files of a history, and the statements of what is new in it; without `replay` and `url`, no database is needed.
 *
 * @throws {HarnessError} kind "input": there is no history in the folder, git does not know the base, or what is declared
 *   of a migration cannot be read. Damage is never thrown: it is in the report.
 */
export async function check(options: CheckOptions): Promise<CheckReport> {
  const started = performance.now();
  const cwd = resolve(options.cwd ?? ".");
  const folder = resolve(cwd, options.folder);
  const tool = await toolFor(folder, cwd, options);
  const label = relative(cwd, folder).replaceAll("\\", "/") || ".";
  const base = options.base === undefined ? null : await baseOf(folder, label, options.base);
  const { now = Date.now(), upgrade = false } = options;
  const { layout, migrations, findings } = await tool.inspect({ folder, label, base, now, upgrade });
  const checked = { folder, cwd, base, findings };
  const { findings: more, replayedOn } = await deeper(checked, options);
  const dropped = await drops(checked, options);
  const today = new Date(now).toISOString().slice(0, 10);
  const read = await lintFindings(tool, { ...checked, label, today });
  const all = [...findings, ...more, ...(dropped?.findings ?? []), ...(read?.findings ?? [])];
  return withoutPasswordsIn({
    schemaVersion: 1,
    command: "check",
    verdict: verdict(all),
    history: { tool: tool.name, layout, folder: label, migrations },
    base: base === null ? null : { ref: options.base ?? base.name, commit: base.commit },
    ...(read === null ? {} : { lint: read.lint }),
    ...(replayedOn === null ? {} : { replayedOn }),
    ...(dropped === null ? {} : { drops: dropped.drops }),
    ...(dropped?.production == null ? {} : { production: dropped.production }),
    findings: all.toSorted(inOrder),
    milliseconds: { total: Math.round(performance.now() - started) },
  });
}

/** What is damaged is mended first: statements are only as good as the files that they stand in. */
function verdict(findings: readonly Finding[]): CheckReport["verdict"] {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.some(({ code }) => !/^(lint|declaration)\//.test(code))) return "damaged";
  return errors.length > 0 ? "dangerous" : "sound";
}

/** What starts servers is only loaded where one is wanted: that takes longer than the check itself. */
async function deeper(checked: Checked, options: CheckOptions): Promise<DeeperFindings> {
  if (options.replay !== true && options.generate !== true) return { findings: [], replayedOn: null };
  const { deeperFindings } = await import("./check-deeper.ts");
  return deeperFindings(checked, options);
}

async function drops(checked: Checked, options: CheckOptions): Promise<DropsFound | null> {
  if (options.drops !== true && options.url === undefined && options.snapshot === undefined) return null;
  const { dropsFound } = await import("./drops/index.ts");
  return dropsFound(checked, options);
}

async function baseOf(folder: string, label: string, ref: string) {
  const base = await mergeBase(folder, label, ref);
  const name = base.was === null ? ref : `${ref}:${base.was}`;
  return { name, commit: base.commit, ...(await filesAt(folder, base, filesOnDisk(folder))) };
}

/** Errors first; equal input gives equal output. */
function inOrder(a: Finding, b: Finding): number {
  const [left, right] = [a, b].map((one) =>
    [
      severities.indexOf(one.severity),
      one.code,
      one.at?.file ?? "",
      String(one.at?.line ?? 0).padStart(9, "0"),
      one.message,
    ].join("\0"),
  );
  return (left ?? "") < (right ?? "") ? -1 : left === right ? 0 : 1;
}
