import type { Rehearsal } from "../../model/evidence.ts";
import type { Finding } from "../../model/finding.ts";
import type { Report } from "../../model/report.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";
import { unreadOf } from "./unread.ts";

export function verifyHead(report: Report, paint: Paint): string {
  const { history, verdict } = report;
  const words = {
    safe: ["green", "SAFE", "every row and value survives"],
    unsafe: ["red", "UNSAFE", "do not deploy this"],
    unproven: ["yellow", "UNPROVEN", "nothing was lost, but not every column could show a loss"],
  } as const;
  const [color, word, usual] = words[verdict];
  const meaning = exception(report) ?? usual;
  const candidate = history.candidate.length === 1 ? "candidate" : `${history.candidate.length} candidates`;
  const about = `${clean(history.folder)}: ${candidate} ${history.candidate.map(clean).join(", ")}, on top of ${count(history.migrations - history.candidate.length, "migration")}`;
  return headline(paint, color, word, meaning, about);
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

/** What going back did, and what it all ran on. */
export function verifyTail(report: Report, options: WriterOptions, paint: Paint): readonly string[] {
  return [downgrade(report, paint), restored(report, paint), footer(report, options, paint)];
}

function downgrade({ downgrade, guard }: Report, paint: Paint): string {
  if (downgrade.length === 0) return "";
  const [names, outcomes] = [widest(downgrade.map((one) => one.attempt)), widest(downgrade.map((one) => one.outcome))];
  return [
    paint("bold", guard === undefined ? "Going back" : "Going back, with the guard"),
    ...downgrade.map(({ attempt, outcome, by, guarded }) => {
      const answer =
        guarded === undefined ? "" : `; guardedMigrate() ${guarded.refused ? "refuses" : "goes on"}: ${guarded.by}`;
      return `  ${clean(attempt).padEnd(names)}  ${clean(outcome).padEnd(outcomes)}  ${clean(by + answer)}`;
    }),
  ].join("\n");
}

function widest(texts: readonly string[]): number {
  return Math.max(...texts.map((text) => clean(text).length));
}

function restored({ rehearsal }: Report, paint: Paint): string {
  if (rehearsal === undefined) return "";
  return [paint("bold", "Restored"), ...rehearsed(rehearsal).map((line) => `  ${clean(line)}`)].join("\n");
}

function rehearsed(rehearsal: Rehearsal): readonly string[] {
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

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function footer(report: Report, { reproduce }: WriterOptions, paint: Paint): string {
  const { seed, postgres, milliseconds } = report;
  const time = (["server", "replay", "seed", "capture", "candidate", "downgrade"] as const)
    .map((phase) => `${phase} ${(milliseconds[phase] / 1000).toFixed(1)}`)
    .join(", ");
  return [
    ...unread(report),
    `${rowsOf(report)}; ${seed.covered} of ${count(seed.columns, "column")} covered${awkward(report)}.`,
    `PostgreSQL ${clean(postgres.version)}, ${clean(postgres.provider)}${postgres.image === null ? "" : ` ${clean(postgres.image)}`}; ${seconds(milliseconds.total)} (${time}).`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

function unread({ lint }: Report): readonly string[] {
  if (lint === undefined) return [];
  return unreadOf(lint).map(
    (words) => `Lint read ${count(lint.statements, "statement")}; ${words}: only running tells.`,
  );
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
