import type { Approval, Evidence } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { GivenPermit } from "../model/guard.ts";
import { isMeant } from "../sql/quote.ts";
import type { Judgement } from "./check.ts";
import { lapsed } from "./lapsed.ts";

/** Losses can be meant; a candidate that fails, or is dangerous to deploy, cannot. */
export function isApprovable(code: string): boolean {
  return code.startsWith("survival/") || code.startsWith("protection/");
}

/**
 * Lays the approvals over what was found: an accepted loss becomes a note; an approval that is
 * expired, bound to another file or used by nothing is a finding of its own.
 */
export function applyApprovals(evidence: Evidence, judged: readonly Judgement[]): readonly Judgement[] {
  const checked = evidence.approvals.map((approval) => ({ approval, problem: problemOf(evidence, approval, judged) }));
  const valid = checked.filter(({ problem }) => problem === null).map(({ approval }) => approval);
  return [
    ...judged.map((judgement) => accept(judgement, valid)),
    ...checked.flatMap(({ problem }) => (problem === null ? [] : [{ finding: problem, relation: null }])),
  ];
}

/** The approval that accepts a finding; null where it stands. */
function accept(judgement: Judgement, approvals: readonly Approval[]): Judgement {
  const { finding } = judgement;
  const approval = approvals.find((candidate) => accepts(candidate, finding));
  if (approval === undefined) return judgement;
  const message = `${finding.message} Approved by ${approval.owner} until ${approval.expires}: ${approval.reason}`;
  return { ...judgement, finding: { ...finding, severity: "note", message } };
}

/** Who gives up rows or values has not given up what protects them: that takes the finding's own code. */
function accepts({ object, code }: Approval, finding: Finding): boolean {
  return (
    finding.object === object &&
    finding.severity !== "note" &&
    isApprovable(finding.code) &&
    (code === null ? finding.code.startsWith("survival/") : finding.code === code)
  );
}

/** Something that was found is accepted by it, or its permit let something through; without a guard, the permit would have. */
function isUsed({ guard, drops }: Evidence, approval: Approval, judged: readonly Judgement[]): boolean {
  if (judged.some(({ finding }) => accepts(approval, finding))) return true;
  if (guard.setting === "none") return approval.code?.startsWith("guard/") === true && drops.includes(approval.object);
  return guard.permits.some((permit) => permit.used !== null && isFrom(permit, approval));
}

/** An approval may stand for several permits; "guard/drop" and "guard/truncate" stand for one action each. */
function isFrom({ migration, action, object }: GivenPermit, approval: Approval): boolean {
  const { code } = approval;
  return (
    migration === approval.migration &&
    isMeant(approval.object, object) &&
    (code?.startsWith("guard/") !== true || code === `guard/${action}`)
  );
}

function problemOf(evidence: Evidence, approval: Approval, judged: readonly Judgement[]): Finding | null {
  const { split, failure, today } = evidence;
  const problem = lapsed(approval, split.candidate, today);
  // What would have been lost is not known of a candidate that failed.
  if (problem !== null || failure !== null || isUsed(evidence, approval, judged)) return problem;
  const { file, object, code } = approval;
  return {
    code: "declaration/unused",
    severity: "error",
    object,
    message: `${file}: nothing that was found needs the approval of ${object}${code === null ? "" : ` for ${code}`}.`,
    remedy:
      'Take it out: an approval that nothing uses would hide the next loss. Objects are named schema.table.column, as before the migration; lost protection also needs its "code".',
  };
}
