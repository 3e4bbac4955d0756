import type { DriftReport } from "../../model/live-report.ts";
import { clean } from "../clean.ts";
import { driftAccounts, driftClosing, driftHeadline, sidesOf } from "../content/drift.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

export function driftHead(report: DriftReport, paint: Paint): readonly string[] {
  return [headline(paint, driftHeadline(report))];
}

export function driftTail(report: DriftReport, { reproduce }: WriterOptions, paint: Paint): string {
  return [
    paint("bold", `All of ${clean(sidesOf(report).live)}`),
    ...driftAccounts(report).map((line) => `  ${clean(line)}`),
    ...driftClosing(report).map(clean),
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}
