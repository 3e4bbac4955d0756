import type { SnapshotReport } from "../../model/live-report.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

export function snapshotHead({ verdict, file, live, tables, columns }: SnapshotReport, paint: Paint): string {
  const about = `${clean(live.server)}: ${count(tables, "table")}, ${count(columns, "column")}`;
  const name = clean(file ?? "stdout");
  return verdict === "written"
    ? headline(paint, "green", "WRITTEN", name, about)
    : headline(paint, "green", "UNCHANGED", `${name} says the same already`, about);
}

export function snapshotTail(report: SnapshotReport, { reproduce }: WriterOptions, paint: Paint): string {
  const { statistics, live, milliseconds } = report;
  return [
    ...(statistics === null ? [] : [`Statistics of ${count(statistics.tables, "table")}, and no value of any row.`]),
    `Read only; PostgreSQL ${clean(live.version)}; ${(milliseconds.total / 1000).toFixed(1)} s.`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}
