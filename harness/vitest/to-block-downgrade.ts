import type { Report } from "../model/report.ts";
import { count } from "../text/count.ts";
import { nothingCompared, unknownName, unusable } from "./lookup.ts";
import { findingLines, type Line, type Outcome, tell } from "./words.ts";

type Attempt = Report["downgrade"][number];

/**
 * No attempt to go back changes anything: each is refused, or has nothing to do.
 *
 * @param name Looks at this attempt only: "old-release", "take-back", "inverse", "ledger-rewind".
 * @throws {HarnessError} kind "input": no such attempt, or none that could be made.
 */
export function toBlockDowngrade(report: Report, name?: string): Outcome {
  const made = attempts(report, name);
  const open = made.filter(({ outcome }) => outcome !== "blocked" && outcome !== "no-op");
  const told = report.findings.filter(({ code, severity }) => code.startsWith("downgrade/") && severity !== "note");
  const pass = open.length === 0 && (name !== undefined || told.length === 0);
  const sentence = pass
    ? `The way back is closed: ${made.map(words).join(", ")}; it was not to be.`
    : `The way back is open: ${count(open.length, "attempt")} of ${made.length} went through; it was to be closed.`;
  const lines = [
    ...made.map((attempt): Line => [attempt.attempt, `${attempt.outcome}: ${attempt.by}`]),
    ...told.flatMap(findingLines),
  ];
  return { pass, message: () => tell(sentence, lines) };
}

function attempts(report: Report, name: string | undefined): readonly Attempt[] {
  const all = report.downgrade;
  if (all.length === 0) throw nothingCompared(report);
  const named = name === undefined ? all : all.filter(({ attempt }) => attempt === name);
  if (name !== undefined && named.length === 0) {
    throw unknownName(
      "input/unknown-attempt",
      `attempt "${name}"`,
      name,
      all.map(({ attempt }) => attempt),
    );
  }
  const made = named.filter(({ outcome }) => outcome !== "not-applicable");
  if (made.length > 0) return made;
  throw unusable(
    "input/no-attempt",
    `No way back was tried: ${named.map((attempt) => `${words(attempt)} (${attempt.by})`).join(", ")}.`,
    "Leave the expectation out: there is nothing to block.",
  );
}

function words({ attempt, outcome }: Attempt): string {
  return `${attempt} ${outcome}`;
}
