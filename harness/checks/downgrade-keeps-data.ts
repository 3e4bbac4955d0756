import type { CodeIn } from "../model/codes.ts";
import type { Attempt, Evidence } from "../model/evidence.ts";
import type { Severity } from "../model/finding.ts";
import { type Check, count, type Judgement } from "./check.ts";

/** Going back loses nothing, or is refused. */
export const downgradeKeepsData: Check = (evidence) => evidence.attempts.flatMap((attempt) => judge(evidence, attempt));

function judge(evidence: Evidence, attempt: Attempt): readonly Judgement[] {
  const said = words(evidence, attempt);
  if (said === null) return [];
  const object = evidence.split.candidate.at(-1)?.id ?? evidence.history.label;
  return [{ finding: { object, ...said, attempt: attempt.attempt }, relation: null }];
}

interface Words {
  readonly code: CodeIn<"downgrade">;
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
}

function words(evidence: Evidence, attempt: Attempt): Words | null {
  if (attempt.losses.length > 0) return losing(evidence, attempt);
  const { outcome, by } = attempt;
  const severity = evidence.guard.setting === "installed" ? "error" : "warning";
  const name = `Going back by ${attempt.attempt}`;
  switch (outcome) {
    case "half":
      return {
        code: "downgrade/half",
        severity,
        message: `${name} stops half way, and does not undo what it did: ${by}.`,
        remedy: closing(evidence, attempt, "Do not rely on this way back"),
      };
    case "pretended":
      return {
        code: "downgrade/pretended",
        severity,
        message: `${name} takes the candidate out of the ledger, and leaves what it made: ${by}.`,
        remedy: closing(evidence, attempt, "Do not rely on this way back"),
      };
    case "reverted":
      return {
        code: "downgrade/reverted",
        severity: "note",
        message: `${name} goes through, and loses nothing that was there: ${by}.`,
        remedy: "A new migration that mends the old one is the safer way: production may hold what these rows do not.",
      };
    case "no-op":
      return attempt.attempt === "old-release" ? idle(attempt) : null;
    case "blocked":
    case "not-applicable":
      return null;
  }
}

function losing(evidence: Evidence, of: Attempt): Words {
  const { attempt, losses } = of;
  const lost = losses.map(({ object, rows, values }) =>
    [rows > 0 ? `${count(rows, "row")} of ${object}` : "", values > 0 ? `${count(values, "value")} of ${object}` : ""]
      .filter((part) => part !== "")
      .join(" and "),
  );
  const [shown, more] = [lost.slice(0, 3), lost.length - 3];
  const list = more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(" and ");
  const isGrave = evidence.guard.setting === "installed" || attempt === "take-back";
  return {
    code: "downgrade/loses-data",
    severity: isGrave ? "error" : "warning",
    message: `Going back by ${attempt} would lose ${list}.`,
    remedy: closing(
      evidence,
      of,
      "Go forward instead: ship a new migration that mends the old one, and run no down path in production",
    ),
  };
}

/** What makes the run green: the way is not there, or the database refuses it. */
function closing({ guard }: Evidence, { attempt }: Attempt, instead: string): string {
  const covers = "drops, TRUNCATE and changes of the ledger";
  if (guard.setting === "installed") {
    const left = `${instead}. The guard does not stop this: it refuses ${covers}, not UPDATE, DELETE or a change of type`;
    return `${left}. ${attempt === "take-back" ? "Let the down path raise an error." : "With --guard none it is a warning."}`;
  }
  const under =
    'holdfast guard install on production, then verify with --guard installed (in the config, guard: "installed")';
  return attempt === "take-back"
    ? `${instead}. Let the down path raise an error, or close it: ${under}: the guard refuses it.`
    : `${instead}. Close it: ${under}: the guard refuses ${covers}, not UPDATE, DELETE or a change of type.`;
}

function idle({ guarded, by }: Attempt): Words {
  const refuses = guarded?.refused === true;
  return {
    code: "downgrade/no-op",
    severity: "note",
    message: `Deploying the release before the candidate is not refused: ${by}.${refuses ? ` guardedMigrate() refuses it: ${guarded.by}.` : ""}`,
    remedy: refuses
      ? "Deploy with guardedMigrate() of holdfast/guard, which refuses an old release on a newer schema."
      : "Let the deploy ask holdfast status first, which tells a database that is newer than its folder.",
  };
}
