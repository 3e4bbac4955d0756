import type { BaselineReport, ReportedRow } from "../../model/live-report.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import { baselineClosing, baselineHeadline, baselineTitle } from "../content/baseline.ts";
import { nextCommand } from "../content/next.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { closing, headline, type Paint } from "./paint.ts";

export function baselineHead(report: BaselineReport, paint: Paint): readonly string[] {
  return [headline(paint, baselineHeadline(report)), rows(report, paint)];
}

/** So many rows are shown whole. */
const most = 20;

function rows(report: BaselineReport, paint: Paint): string {
  const { rows: all } = report;
  const title = baselineTitle(report);
  if (title === null) return "";
  const changed = all.filter(({ state }) => state !== "there");
  const width = Math.max(...changed.map(({ migration }) => clean(migration).length));
  const lines = changed.map((row) => `  ${line(row, width)}`);
  const shown =
    lines.length <= most
      ? lines
      : [
          ...lines.slice(0, most - 2),
          `  … ${count(lines.length - most + 1, "more row")}; --json has them all`,
          ...lines.slice(-1),
        ];
  return [paint("bold", clean(title)), ...shown].join("\n");
}

function line({ migration, sha256, when }: ReportedRow, width: number): string {
  const parts = [
    ...(sha256 === null ? [] : [`hash ${clean(sha256.slice(0, 10))}…`]),
    ...(when === null ? [] : [String(when)]),
  ];
  return [clean(migration).padEnd(width), ...parts].join("  ").trimEnd();
}

export function baselineTail(report: BaselineReport, { reproduce }: WriterOptions, paint: Paint): string {
  return [...baselineClosing(report).map(clean), closing(paint, nextCommand(report, reproduce))].join("\n");
}
