import type { Approval, Evidence } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { Judgement } from "./check.ts";

const approvable = ["survival/", "protection/"];

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
    approvable.some((family) => finding.code.startsWith(family)) &&
    (code === null ? finding.code.startsWith("survival/") : finding.code === code)
  );
}

function problemOf(evidence: Evidence, approval: Approval, judged: readonly Judgement[]): Finding | null {
  const migration = evidence.split.candidate.find((candidate) => candidate.id === approval.migration);
  const problem = (code: string, message: string, remedy: string): Finding => ({
    code: `declaration/${code}`,
    severity: "error",
    object: approval.object,
    message: `${approval.file}: ${message}`,
    remedy,
  });
  if (migration !== undefined && migration.sha256 !== approval.sha256) {
    return problem(
      "checksum",
      `the approval is bound to another version of ${approval.migration} (sha256 ${approval.sha256.slice(0, 12)}…, the file has ${migration.sha256}).`,
      "Read the changed migration again; if the loss is still meant, put the new checksum in.",
    );
  }
  if (approval.expires < evidence.today) {
    return problem(
      "expired",
      `the approval expired on ${approval.expires}.`,
      "Ask its owner to look again, and set a new date.",
    );
  }
  if (!judged.some(({ finding }) => accepts(approval, finding))) {
    return problem(
      "unused",
      `nothing that was found needs the approval of ${approval.object}${approval.code === null ? "" : ` for ${approval.code}`}.`,
      'Take it out: an approval that nothing uses would hide the next loss. Objects are named schema.table.column, as before the migration; lost protection also needs its "code".',
    );
  }
  return null;
}
