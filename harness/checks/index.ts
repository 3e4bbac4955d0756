import type { Evidence } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import { applyApprovals } from "./approvals.ts";
import { candidateRuns } from "./candidate-runs.ts";
import { type Check, inOrder, type Judgement } from "./check.ts";
import { columnsSurvive } from "./columns-survive.ts";
import { constraintsSurvive } from "./constraints-survive.ts";
import { coverageSuffices } from "./coverage-suffices.ts";
import { applyDeclarations } from "./declarations.ts";
import { domainsSurvive } from "./domains-survive.ts";
import { downgradeKeepsData } from "./downgrade-keeps-data.ts";
import { grantsSurvive } from "./grants-survive.ts";
import { labelsSurvive } from "./labels-survive.ts";
import { ledgerRecords } from "./ledger-records.ts";
import { isUntried, restoreEquals } from "./restore-equals.ts";
import { rowSecuritySurvives } from "./row-security-survives.ts";
import { rulesSurvive } from "./rules-survive.ts";
import { sequencesStayAhead } from "./sequences-stay-ahead.ts";
import { storageSurvives } from "./storage-survives.ts";
import { tablesSurvive } from "./tables-survive.ts";
import { triggersSurvive } from "./triggers-survive.ts";
import { viewsSurvive } from "./views-survive.ts";
import { virtualColumnsSurvive } from "./virtual-columns-survive.ts";

export { isApprovable } from "./approvals.ts";
export { count, type Judgement, placeOf } from "./check.ts";
export { declaredOutcomes } from "./declarations.ts";
export { holdsRows, identityOf } from "./identity.ts";
export { lapsed, otherVersion } from "./lapsed.ts";
export { match } from "./match.ts";
export { type Outcome, outcomes, type TableOutcome } from "./outcomes.ts";
export { type Read, readAgainstRan } from "./read-against-ran.ts";

/** Every check, by the name of its file. */
export const checks: Readonly<Record<string, Check>> = {
  "candidate-runs": candidateRuns,
  "columns-survive": columnsSurvive,
  "constraints-survive": constraintsSurvive,
  "coverage-suffices": coverageSuffices,
  "domains-survive": domainsSurvive,
  "downgrade-keeps-data": downgradeKeepsData,
  "grants-survive": grantsSurvive,
  "labels-survive": labelsSurvive,
  "ledger-records": ledgerRecords,
  "restore-equals": restoreEquals,
  "row-security-survives": rowSecuritySurvives,
  "rules-survive": rulesSurvive,
  "sequences-stay-ahead": sequencesStayAhead,
  "storage-survives": storageSurvives,
  "tables-survive": tablesSurvive,
  "triggers-survive": triggersSurvive,
  "views-survive": viewsSurvive,
  "virtual-columns-survive": virtualColumnsSurvive,
};

/** Runs every check and lays the declarations and the approvals over what they found; sorted, so that equal input gives equal output. */
export function judge(evidence: Evidence): readonly Judgement[] {
  const judged = Object.values(checks).flatMap((check) => check(evidence));
  const history = evidence.history.findings.map((finding) => ({ finding, relation: null }));
  const declared = applyDeclarations(evidence, [...judged, ...history]);
  return applyApprovals(evidence, declared).toSorted((a, b) => inOrder(a.finding, b.finding));
}

export type Verdict = "safe" | "unsafe" | "unproven";

/** `unsafe` when an error is about the data or the way back, `unproven` when one is about what could be shown. */
export function verdict(findings: readonly Finding[]): Verdict {
  const errors = findings.filter((finding) => finding.severity === "error");
  if (errors.some((finding) => !finding.code.startsWith("coverage/") && !isUntried(finding))) return "unsafe";
  return errors.length > 0 ? "unproven" : "safe";
}
