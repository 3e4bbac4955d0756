import type { SnapshotReport } from "../../model/live-report.ts";
import { clean } from "../clean.ts";
import { snapshotClosing, snapshotHeadline } from "../content/snapshot.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

export function snapshotHead(report: SnapshotReport, paint: Paint): string {
  return headline(paint, snapshotHeadline(report));
}

export function snapshotTail(report: SnapshotReport, { reproduce }: WriterOptions, paint: Paint): string {
  return [...snapshotClosing(report).map(clean), `${paint("dim", "Again:")} ${clean(reproduce)}`].join("\n");
}
