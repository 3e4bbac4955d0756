import type { Rehearsal } from "../../model/evidence.ts";
import type { Finding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import type { Headline } from "./headline.ts";

const verdicts = {
  safe: { tone: "good", word: "SAFE", meaning: "every row and value survives" },
  unsafe: { tone: "bad", word: "UNSAFE", meaning: "do not deploy this" },
  unproven: {
    tone: "unsure",
    word: "UNPROVEN",
    meaning: "nothing was lost, but not every column could show a loss",
  },
} as const;

export function verifyHeadline(report: Report): Headline {
  const { history, verdict } = report;
  const usual = verdicts[verdict];
  const candidate = history.candidate.length === 1 ? "candidate" : `${history.candidate.length} candidates`;
  return {
    ...usual,
    meaning: exception(report) ?? usual.meaning,
    about: `${history.folder}: ${candidate} ${history.candidate.join(", ")}, on top of ${count(history.migrations - history.candidate.length, "migration")}`,
  };
}

/** What a verdict means where it is not the usual. */
function exception({ verdict, findings }: Report): string | null {
  if (verdict === "safe" && findings.some(isMeant))
    return "what is lost or changed was approved or declared, see the notes";
  const errors = findings.filter(({ severity }) => severity === "error");
  const untried = verdict === "unproven" && errors.every(({ code }) => code.startsWith("restore/"));
  return untried ? "nothing was lost, but no restore was rehearsed" : null;
}

function isMeant({ code, severity }: Finding): boolean {
  return severity === "note" && /^(survival|protection)\//.test(code);
}

/** What a restore brought back, one sentence each. */
export function rehearsed(rehearsal: Rehearsal): readonly string[] {
  if (rehearsal.outcome === "not-rehearsed") return [`not rehearsed: ${rehearsal.why}`];
  const { outcome, rows, tables, by, bytes, dumped, restored } = rehearsal;
  const equal = outcome === "equal" ? "are equal" : "are not all equal";
  return [
    `${count(rows, "row")} in ${count(tables, "table")} ${equal} after ${by}: ${sizeOf(bytes)}, dumped in ${seconds(dumped)}, restored in ${seconds(restored)}.`,
    "What is written after a dump is not in it, and a restore loses it.",
  ];
}

function sizeOf(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** "2.3 s" */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** "Seeded 3 rows in 1 table (seed 1); 1 of 2 columns covered, 4 of 5 awkward values placed." */
export function ground({ from, seed }: Report): string {
  const rows =
    from === undefined
      ? `Seeded ${count(seed.rows, "row")} in ${count(seed.tables, "table")} (seed ${seed.seed})`
      : `Rows of a copy of ${from}`;
  return `${rows}; ${seed.covered} of ${count(seed.columns, "column")} covered${awkward(seed)}.`;
}

/** How many of the awkward values that were meant for the columns stand in them. */
function awkward({ coverage }: Report["seed"]): string {
  const placed = coverage.reduce((sum, { witnesses }) => sum + witnesses.placed, 0);
  const refused = coverage.reduce((sum, { witnesses }) => sum + witnesses.refused.length, 0);
  return placed + refused === 0 ? "" : `, ${placed} of ${count(placed + refused, "awkward value")} placed`;
}
