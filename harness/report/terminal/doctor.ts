import type { DoctorReport, ReportedItem } from "../../model/doctor-report.ts";
import { clean } from "../clean.ts";
import { doctorHeadline } from "../content/doctor.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint, type Style } from "./paint.ts";

const states: Readonly<Record<ReportedItem["state"], readonly [Style, string]>> = {
  ok: ["green", "ok"],
  warning: ["yellow", "warning"],
  problem: ["red", "problem"],
  skipped: ["dim", "skipped"],
};

/** The verdict, and each thing that was looked at; where one is amiss, what was tried. */
export function doctorHead(report: DoctorReport, paint: Paint): readonly string[] {
  const { items } = report;
  const width = Math.max(...items.map(({ item }) => item.length));
  const lines = items.flatMap(({ item, state, found, tried }) => {
    const [style, word] = states[state];
    const line = `  ${paint(style, word.padEnd("problem".length))}  ${item.padEnd(width)}  ${clean(found)}`;
    return [line, ...(state === "ok" ? [] : tried.map((one) => `             ${paint("dim", `- ${clean(one)}`)}`))];
  });
  return [headline(paint, doctorHeadline(report)), lines.join("\n")];
}

export function doctorTail({ milliseconds }: DoctorReport, { reproduce }: WriterOptions, paint: Paint): string {
  return `Nothing was changed; ${(milliseconds.total / 1000).toFixed(1)} s.\n${paint("dim", "Again:")} ${clean(reproduce)}`;
}
