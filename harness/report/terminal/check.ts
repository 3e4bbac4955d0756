import type { CheckReport } from "../../model/report.ts";
import { clean } from "../clean.ts";
import { checkClosing, checkHeadline } from "../content/check.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

export function checkHead(report: CheckReport, paint: Paint): string {
  return headline(paint, checkHeadline(report));
}

export function checkTail(report: CheckReport, { reproduce }: WriterOptions, paint: Paint): string {
  return [...checkClosing(report).map(clean), `${paint("dim", "Again:")} ${clean(reproduce)}`].join("\n");
}
