import type { Attempt, Evidence } from "../model/evidence.ts";
import { type Check, count, type Judgement } from "./check.ts";

/** Going back loses nothing, or is refused. Warnings: without a guard, nothing in the database refuses it. */
export const downgradeKeepsData: Check = (evidence) => evidence.attempts.flatMap((attempt) => judge(evidence, attempt));

function judge(evidence: Evidence, attempt: Attempt): readonly Judgement[] {
  const object = evidence.split.candidate.at(-1)?.id ?? evidence.history.label;
  if (attempt.losses.length > 0) {
    const losses = attempt.losses.map(({ object: lost, rows, values }) =>
      [rows > 0 ? `${count(rows, "row")} of ${lost}` : "", values > 0 ? `${count(values, "value")} of ${lost}` : ""]
        .filter((words) => words !== "")
        .join(" and "),
    );
    const shown = losses.slice(0, 3).join(", ");
    return [
      finding("downgrade/loses-data", object, {
        message: `Going back by ${attempt.attempt} would lose ${shown}${losses.length > 3 ? ` and ${losses.length - 3} more` : ""}.`,
        remedy:
          "Go forward instead: ship a new migration that mends the old one, and never run a down path in production.",
      }),
    ];
  }
  if (attempt.outcome === "half" || attempt.outcome === "pretended") {
    return [
      finding(`downgrade/${attempt.outcome}`, object, {
        message: `Going back by ${attempt.attempt}: ${attempt.by}.`,
        remedy: "Do not rely on this way back.",
      }),
    ];
  }
  return [];
}

function finding(code: string, object: string, words: { message: string; remedy: string }): Judgement {
  return { finding: { code, severity: "warning", object, ...words }, relation: null };
}
