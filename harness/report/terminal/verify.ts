import type { Report } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

export function verifyHead(report: Report, paint: Paint): string {
  const { history, verdict } = report;
  const words = {
    safe: ["green", "SAFE", "every row and value survives"],
    unsafe: ["red", "UNSAFE", "do not deploy this"],
    unproven: ["yellow", "UNPROVEN", "nothing was lost, but not every column could show a loss"],
  } as const;
  const [color, word, usual] = words[verdict];
  const meaning = verdict === "safe" && hasApprovals(report) ? "what is lost was approved, see the notes" : usual;
  const candidate = history.candidate.length === 1 ? "candidate" : `${history.candidate.length} candidates`;
  const about = `${clean(history.folder)}: ${candidate} ${history.candidate.map(clean).join(", ")}, on top of ${count(history.migrations - history.candidate.length, "migration")}`;
  return headline(paint, color, word, meaning, about);
}

function hasApprovals({ findings }: Report): boolean {
  return findings.some(({ code, severity }) => severity === "note" && /^(survival|protection)\//.test(code));
}

/** What going back did, and what it all ran on. */
export function verifyTail(report: Report, options: WriterOptions, paint: Paint): readonly string[] {
  return [downgrade(report, paint), footer(report, options, paint)];
}

function downgrade(report: Report, paint: Paint): string {
  if (report.downgrade.length === 0) return "";
  return [
    paint("bold", "Going back"),
    ...report.downgrade.map(
      (attempt) => `  ${clean(attempt.attempt)}: ${clean(attempt.outcome)} (${clean(attempt.by)})`,
    ),
  ].join("\n");
}

function footer(report: Report, { reproduce }: WriterOptions, paint: Paint): string {
  const { seed, postgres, milliseconds } = report;
  const time = (["server", "replay", "seed", "capture", "candidate", "downgrade"] as const)
    .map((phase) => `${phase} ${(milliseconds[phase] / 1000).toFixed(1)}`)
    .join(", ");
  return [
    `${rowsOf(report)}; ${seed.covered} of ${count(seed.columns, "column")} covered${awkward(report)}.`,
    `PostgreSQL ${clean(postgres.version)}, ${clean(postgres.provider)}${postgres.image === null ? "" : ` ${clean(postgres.image)}`}; ${(milliseconds.total / 1000).toFixed(1)} s (${time}).`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

function rowsOf({ from, seed }: Report): string {
  if (from !== undefined) return `Rows of a copy of ${clean(from)}`;
  return `Seeded ${count(seed.rows, "row")} in ${count(seed.tables, "table")} (seed ${seed.seed})`;
}

/** How many of the awkward values that were meant for the columns stand in them. */
function awkward({ seed }: Report): string {
  const placed = seed.coverage.reduce((sum, { witnesses }) => sum + witnesses.placed, 0);
  const refused = seed.coverage.reduce((sum, { witnesses }) => sum + witnesses.refused.length, 0);
  return placed + refused === 0 ? "" : `, ${placed} of ${count(placed + refused, "awkward value")} placed`;
}
