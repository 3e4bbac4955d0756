import type { BaselineReport, ReportedRow } from "../../model/live-report.ts";
import { count } from "../../text/count.ts";
import { shellWord } from "../../text/shell.ts";
import { clean } from "../clean.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

const verdicts = {
  recorded: ["green", "RECORDED", "the rows are written; no migration was run"],
  unchanged: ["green", "UNCHANGED", "all of it is recorded already; nothing was written"],
  unconfirmed: ["yellow", "UNCONFIRMED", "the schema is what the migrations make; nothing was written"],
  refused: ["red", "REFUSED", "the schema is not proven to be what the migrations make; nothing was written"],
} as const;

export function baselineHead(report: BaselineReport, paint: Paint): readonly string[] {
  const { verdict, live, history, to, next } = report;
  const [color, word, meaning] = verdicts[verdict];
  const isLedgers = verdict === "refused" && next !== null;
  const why = isLedgers
    ? "the schema is what the migrations make, but the ledger is in the way; nothing was written"
    : meaning;
  const about = `${clean(live.server)}, held against ${clean(history.folder)} after ${clean(to)}`;
  return [headline(paint, color, word, why, about), rows(report, paint)];
}

/** So many rows are shown whole. */
const most = 20;

function rows({ ledger, rows: all, verdict }: BaselineReport, paint: Paint): string {
  if (verdict === "refused" || verdict === "unchanged") return "";
  const name = `${clean(ledger.schema)}.${clean(ledger.table)}`;
  const changed = all.filter(({ state }) => state !== "there");
  const many = count(changed.length, "row");
  const would = ledger.there
    ? `Would write ${many} to ${name}, which has ${count(ledger.rows, "row")}`
    : `Would make ${name}, and write ${many} to it`;
  const title = verdict === "recorded" ? `Wrote ${many} to ${name}` : would;
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
  return [paint("bold", title), ...shown].join("\n");
}

function line({ migration, sha256, when }: ReportedRow, width: number): string {
  const parts = [
    ...(sha256 === null ? [] : [`hash ${clean(sha256.slice(0, 10))}…`]),
    ...(when === null ? [] : [String(when)]),
  ];
  return [clean(migration).padEnd(width), ...parts].join("  ").trimEnd();
}

export function baselineTail(report: BaselineReport, { reproduce }: WriterOptions, paint: Paint): string {
  const { verdict, next, migrator, live, milliseconds } = report;
  return [
    ...(next === null || verdict === "refused" ? [] : [after(report, next.runs, migrator)]),
    `PostgreSQL ${clean(live.version)}; ${(milliseconds.total / 1000).toFixed(1)} s.`,
    verdict === "unconfirmed"
      ? `${paint("dim", "→ To write them:")} ${clean(reproduce)} --confirm ${clean(shellWord(live.database))}`
      : `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

function after({ verdict }: BaselineReport, runs: readonly string[], migrator: string): string {
  const what = runs.length === 0 ? "has nothing to run" : `runs ${runs.map(clean).join(", ")}`;
  const when = verdict === "unconfirmed" ? "After that, the" : "The";
  return `${when} next migrate (${clean(migrator)}) ${what}.`;
}
