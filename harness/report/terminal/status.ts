import type { ReportedMigration, StatusReport } from "../../model/live-report.ts";
import { claimsOf } from "../../text/ledger.ts";
import { clean } from "../clean.ts";
import { isUntrue, statusCells, statusClosing, statusColumns, statusHeadline } from "../content/status.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint, type Style } from "./paint.ts";

/** The verdict, the table of migrations, and other ledgers. */
export function statusHead(report: StatusReport, paint: Paint): readonly string[] {
  return [headline(paint, statusHeadline(report)), table(report, paint), others(report, paint)];
}

interface Line {
  readonly cells: readonly string[];
  readonly color: Style | null;
}

function table(report: StatusReport, paint: Paint): string {
  const { migrations, replayedOn } = report;
  const rows = folded(
    migrations.map((one) => ({ cells: statusCells(one, replayedOn !== null).map(clean), color: colorOf(one) })),
  );
  const widths = statusColumns.map((title, place) =>
    Math.max(title.length, ...rows.map(({ cells }) => (cells[place] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join("  ")}`.trimEnd();
  return [
    paint("dim", line(statusColumns)),
    ...rows.map(({ cells, color }) => (color === null ? line(cells) : paint(color, line(cells)))),
  ].join("\n");
}

/** At most so many lines that say the same stand one below the other. */
const alikeShown = 6;

/** What is odd must not drown in what is alike: of many such lines, the first and the last are shown. */
function folded(lines: readonly Line[]): readonly Line[] {
  const runs: Line[][] = [];
  const stateOf = ({ cells: [, ...state] }: Line) => state.join("\0");
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.[0] !== undefined && stateOf(run[0]) === stateOf(line)) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (run.length <= alikeShown || first === undefined || last === undefined) return run;
    const [, ...state] = first.cells;
    return [first, { ...first, cells: [`… ${run.length - 2} more`, ...state] }, last];
  });
}

function colorOf({ ledger, schema, next, rows }: ReportedMigration): Style | null {
  if (isUntrue({ schema, rows })) return "red";
  if (next === "skipped" || next === "reruns" || ledger === "edited" || ledger === "missing") return "red";
  return ledger === "applied" ? null : "yellow";
}

function others({ otherLedgers }: StatusReport, paint: Paint): string {
  if (otherLedgers.length === 0) return "";
  const lines = otherLedgers.map((other) => {
    const tool = other.tool === "custom" ? "of no known tool" : clean(other.tool);
    return `  ${clean(other.schema)}.${clean(other.table)}  ${tool}  ${clean(claimsOf(other))}`;
  });
  return [paint("bold", "Other ledgers"), ...lines].join("\n");
}

export function statusTail(report: StatusReport, { reproduce }: WriterOptions, paint: Paint): string {
  return [...statusClosing(report).map(clean), `${paint("dim", "Again:")} ${clean(reproduce)}`].join("\n");
}
