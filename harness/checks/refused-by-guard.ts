import type { Relation } from "../model/catalog.ts";
import type { CandidateFailure, DatabaseFailure, Evidence } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import { guardStates } from "../model/guard.ts";
import { approvalFile, nameOf } from "./check.ts";

export function isGuards({ sqlstate }: DatabaseFailure): boolean {
  return Object.hasOwn(remedies, sqlstate);
}

const shownNames = 20;

/**
 * What to say of a candidate that the guard refused. The guard ends the transaction at the first object; what else there is
 * to approve is told from the statements.
 */
export function refusedByGuard(
  evidence: Evidence,
  of: CandidateFailure,
  object: string,
): Omit<Finding, "object" | "at"> {
  const { failure, atCommit } = of;
  const permitted = evidence.guard.permits.map((permit) => permit.object.join("."));
  const others = evidence.drops.filter((name) => name !== object && !permitted.includes(name));
  const more = failure.sqlstate === guardStates.refused && others.length > 0 ? ` ${unapproved(others)}` : "";
  return {
    code: "candidate/failed",
    severity: "error",
    message: `The candidate fails${atCommit ? " at COMMIT" : ""}: ${failure.message} (SQLSTATE ${failure.sqlstate}).${more}`,
    remedy: remedies[failure.sqlstate]?.(evidence, of, object) ?? "",
  };
}

function unapproved(names: readonly string[]): string {
  const left = names.length - shownNames;
  const more = left > 0 ? ` and ${left} more` : "";
  return `Nor ${names.length === 1 ? "is" : "are"} ${names.slice(0, shownNames).join(", ")}${more} approved, which it drops or empties as well.`;
}

const remedies: Readonly<Record<string, (evidence: Evidence, of: CandidateFailure, object: string) => string>> = {
  [guardStates.refused]: (evidence, of, object) =>
    stoodBefore(evidence, object)
      ? `Leave it out; or approve what is meant, each object by itself, and it passes once, by a permit: ${approvalOf(evidence, of, object)}. Where its values live on elsewhere, add "code": "guard/drop".`
      : "Nothing of that name stood before, so nothing can approve it. Let what is made and dropped again be a temporary table, which the guard leaves alone; and drop what is given up before it is renamed.",
  [guardStates.kept]: () => "Leave it out: only who owns the guard may take it off, and no migration does.",
  [guardStates.unbound]: () =>
    "A permit holds for the transaction that records its migration. Let the runner record each migration in the transaction that runs it; one that cannot needs holdfast guard permit --unbound in production.",
};

function stoodBefore({ before: { catalog } }: Evidence, object: string): boolean {
  const attributes = catalog.types.flatMap((type) => type.attributes.map(({ name }) => `${nameOf(type)}.${name}`));
  return [...catalog.relations.flatMap(namesIn), ...attributes].includes(object);
}

function namesIn(table: Relation): readonly string[] {
  return [nameOf(table), ...table.columns.map(({ name }) => `${nameOf(table)}.${name}`)];
}

/** Where an approval goes, and what it says; its reason and date are a person's to give. */
function approvalOf(evidence: Evidence, { statement }: CandidateFailure, object: string): string {
  const { candidate } = evidence.split;
  const migration = candidate.find(({ id }) => id === statement?.migration) ?? candidate[0];
  if (migration === undefined) return "";
  const entry = { object, reason: "…", owner: "@…", expires: "…" };
  return `${approvalFile(evidence, migration.id)} with ${JSON.stringify({ migration: migration.id, sha256: migration.sha256, approve: [entry] })}`;
}
