import { resolve } from "node:path";
import type { RunnerConfig, ToolConfig } from "../model/config.ts";
import type { Finding } from "../model/finding.ts";
import type { History, Split } from "../model/history.ts";
import type { LedgerLocation } from "../model/ledger.ts";
import { findTool, type MigrationTool, type Runner, withRunner } from "../tools/index.ts";
import { type CandidateIntent, readIntent } from "./intent.ts";
import { type CandidateChoice, split } from "./split.ts";

/** A history, and where its tool keeps its ledger. */
export interface Ground {
  readonly tool: MigrationTool;
  readonly history: History;
  readonly ledger: LedgerLocation;
}

/** All that `verify` knows before a server is started. */
export interface Plan extends Ground, CandidateIntent {
  readonly split: Split;
}

/** @throws {HarnessError} kind "input": what cannot be read is said before anything is started. */
export async function groundOf(folder: string, cwd: string, config: ToolConfig = {}): Promise<Ground> {
  const tool = await toolFor(folder, cwd, config);
  const history = await tool.read(folder, cwd);
  const { location, findings } = await tool.ledger(history);
  return { tool, history: { ...history, findings: [...history.findings, ...findings] }, ledger: location };
}

/** @throws {HarnessError} kind "input": no tool's migrations are in the folder */
export async function toolFor(folder: string, cwd: string, { tool: name, run }: ToolConfig): Promise<MigrationTool> {
  const found = await findTool(folder, name);
  return run === undefined ? found : withRunner(found, runnerOf(run, cwd));
}

function runnerOf(run: NonNullable<ToolConfig["run"]>, cwd: string): Runner {
  const {
    command,
    down,
    env = "DATABASE_URL",
    folder = ".",
  }: RunnerConfig = typeof run === "string" ? { command: run } : run;
  return { command, ...(down === undefined ? {} : { down }), variable: env, folder: resolve(cwd, folder) };
}

/** @throws {HarnessError} as `groundOf` does, and where there is no such candidate. */
export async function plan(folder: string, cwd: string, choice: CandidateChoice, tool: ToolConfig): Promise<Plan> {
  const found = await groundOf(folder, cwd, tool);
  return planOn(found, await split(found.history, choice), cwd);
}

/** @throws {HarnessError} kind "input": declarations that cannot be read */
export async function planOn({ tool, history: read, ledger }: Ground, cut: Split, cwd: string): Promise<Plan> {
  const old = new Set(cut.base.map((migration) => migration.id));
  const history = { ...read, findings: read.findings.map((found) => dated(found, old)) };
  return { tool, history, split: cut, ledger, ...(await readIntent(history, cut.candidate, cwd)) };
}

/** Damage of long ago is told, and not held against a candidate: nearly every history has some. */
function dated(finding: Finding, old: ReadonlySet<string>): Finding {
  return old.has(finding.object) ? { ...finding, severity: "note" } : finding;
}
