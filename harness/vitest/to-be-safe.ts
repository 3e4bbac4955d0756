import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import { count } from "../text/count.ts";
import type { Found } from "./lookup.ts";
import { describe, findingLines, type Line, lossFirst, nameOf, type Outcome, tell } from "./words.ts";

const shownInFull = 3;

/** The verdict is "safe". */
export function toBeSafe(report: Report): Outcome {
  const errors = report.findings.filter(({ severity }) => severity === "error");
  const pass = report.verdict === "safe";
  const candidate = report.history.candidate.join(", ");
  const sentence = pass
    ? `The candidate ${candidate} is safe; it was not to be.`
    : `The candidate ${candidate} is ${report.verdict}, with ${count(errors.length, "error")}; it was to be safe.`;
  return { pass, message: () => tell(sentence, pass ? [] : [...told(report, errors), server(report)]) };
}

/** What was lost comes first and in full; the rest by name and count. */
function told(report: Report, errors: readonly Finding[]): readonly Line[] {
  const sorted = lossFirst(errors);
  return [
    ...sorted.slice(0, shownInFull).flatMap((finding) => full(report, finding)),
    ...sorted.slice(shownInFull).map((finding): Line => ["also", `${finding.object}: ${short(report, finding)}`]),
  ];
}

function full(report: Report, finding: Finding): readonly Line[] {
  const found = objectOf(report, finding);
  if (found !== null) return [...describe({ ...report, findings: [finding] }, found), ["", ""]];
  return [["object", finding.object], ...findingLines(finding), ["", ""]];
}

function short(report: Report, finding: Finding): string {
  const found = objectOf(report, finding);
  const column = found?.column;
  return column != null && column.lost > 0 ? `${column.lost} of ${column.values} values lost` : finding.code;
}

function objectOf(report: Report, { object }: Finding): Found | null {
  const all = report.survival.flatMap((table): Found[] => [
    { table, column: null },
    ...table.columns.map((column) => ({ table, column })),
  ]);
  return all.find((found) => nameOf(found) === object) ?? null;
}

function server({ postgres }: Report): Line {
  return ["server", `PostgreSQL ${postgres.version}, ${postgres.image ?? postgres.provider}`];
}
