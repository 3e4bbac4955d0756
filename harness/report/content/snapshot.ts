import type { SnapshotReport } from "../../model/live-report.ts";
import { count } from "../../text/count.ts";
import type { Headline } from "./headline.ts";
import { seconds } from "./verify.ts";

export function snapshotHeadline({ verdict, file, live, tables, columns }: SnapshotReport): Headline {
  const about = `${live.server}: ${count(tables, "table")}, ${count(columns, "column")}`;
  const name = file ?? "stdout";
  return verdict === "written"
    ? { tone: "good", word: "WRITTEN", meaning: name, about }
    : { tone: "good", word: "UNCHANGED", meaning: `${name} says the same already`, about };
}

export function snapshotClosing({ statistics, live, milliseconds }: SnapshotReport): readonly string[] {
  return [
    ...(statistics === null ? [] : [`Statistics of ${count(statistics.tables, "table")}, and no value of any row.`]),
    `Read only; PostgreSQL ${live.version}; ${seconds(milliseconds.total)}.`,
  ];
}
