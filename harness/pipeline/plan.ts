import type { Approval } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { History, LedgerLocation, Split } from "../model/history.ts";
import { findTool, type MigrationTool } from "../tools/index.ts";
import { readApprovals } from "./approvals.ts";
import { type CandidateChoice, split } from "./split.ts";

/** All that is known before a server is started. */
export interface Plan {
  readonly tool: MigrationTool;
  readonly history: History;
  readonly split: Split;
  readonly ledger: LedgerLocation;
  readonly approvals: readonly Approval[];
}

/** @throws {HarnessError} kind "input": what cannot be read is said before anything is started. */
export async function plan(folder: string, cwd: string, choice: CandidateChoice): Promise<Plan> {
  const tool = await findTool(folder);
  const read = await tool.read(folder, cwd);
  const { location, findings } = await tool.ledger(read);
  const cut = await split(read, choice);
  const old = new Set(cut.base.map((migration) => migration.id));
  const history = { ...read, findings: [...read.findings.map((found) => dated(found, old)), ...findings] };
  return { tool, history, split: cut, ledger: location, approvals: await readApprovals(history, cut.candidate, cwd) };
}

/** Damage of long ago is told, and not held against a candidate: nearly every history has some. */
function dated(finding: Finding, old: ReadonlySet<string>): Finding {
  return old.has(finding.object) ? { ...finding, severity: "note" } : finding;
}
