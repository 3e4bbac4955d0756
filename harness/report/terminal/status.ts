import type { ReportedMigration, StatusReport } from "../../model/live-report.ts";
import { count, firstOf } from "../../text/count.ts";
import { claimsOf } from "../../text/ledger.ts";
import { clean } from "../clean.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint, type Style } from "./paint.ts";

const verdicts = {
  applied: ["green", "APPLIED"],
  behind: ["yellow", "BEHIND"],
  untrue: ["red", "UNTRUE"],
  unproven: ["yellow", "UNPROVEN"],
} as const;

/** The verdict, the table of migrations, and other ledgers. */
export function statusHead(report: StatusReport, paint: Paint): readonly string[] {
  const { history, ledger, live, verdict } = report;
  const [color, word] = verdicts[verdict];
  const there = ledger.there ? count(ledger.rows, "row") : "no such table";
  const about = `${clean(history.folder)}: ${count(history.migrations, "migration")}; ${clean(ledger.schema)}.${clean(ledger.table)} of ${clean(live.server)}: ${there}`;
  return [headline(paint, color, word, meaningOf(report), about), table(report, paint), others(report, paint)];
}

function meaningOf({ verdict, findings, migrations, next, nearest, replayedOn }: StatusReport): string {
  if (verdict === "untrue") return "ledger, files and schema do not agree: see the errors below before the next deploy";
  if (verdict === "unproven") {
    if (replayedOn === null)
      return "only files and ledger were read: whether the schema has what is recorded is not known";
    return findings.some(({ code }) => code === "history/replay-failed")
      ? "the history does not replay, and so the schema was not held against all of it"
      : "the schema was held against one of another version of PostgreSQL";
  }
  if (verdict === "behind") {
    if (next.runs.length === 0 && migrations.some(({ ledger }) => ledger === "future")) {
      return "this folder is behind the database: a newer release was deployed there";
    }
    return `what is recorded is true, and ${count(next.runs.length, "migration")} will run with the next migrate`;
  }
  return nearest === null || nearest.differences === 0
    ? "every migration is recorded, and the schema shows it"
    : "every migration is recorded and there, and something else changed the schema";
}

const schemas = {
  "in-effect": "in effect",
  "no-effect": "not there",
  part: "in part",
  unseen: "no trace",
  unknown: "cannot be told",
} as const;

const nexts = { runs: "runs", skipped: "skipped for ever", reruns: "runs again" } as const;

interface Line {
  readonly cells: readonly string[];
  readonly color: Style | null;
}

function table(report: StatusReport, paint: Paint): string {
  const { migrations, replayedOn } = report;
  const rows = folded(migrations.map((one) => ({ cells: cellsOf(one, replayedOn !== null), color: colorOf(one) })));
  const head = ["migration", "ledger", "schema", "next migrate"];
  const widths = head.map((title, place) =>
    Math.max(title.length, ...rows.map(({ cells }) => (cells[place] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join("  ")}`.trimEnd();
  return [
    paint("dim", line(head)),
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

function cellsOf({ migration, rows, ledger, schema, next }: ReportedMigration, isCompared: boolean): readonly string[] {
  const name =
    migration === null ? `(${rows.length === 1 ? "row" : "rows"} ${firstOf(rows.map(clean), 3)})` : clean(migration);
  const isRecorded = rows.length > 0;
  const stands = schema !== null ? schemas[schema] : isCompared && migration !== null ? "not compared" : "";
  const isOdd = isUntrue({ schema, isRecorded });
  const runs = next === null ? "" : nexts[next];
  const fails = next === "runs" && isOdd ? ", and may fail" : "";
  return [name, ledger, isOdd ? stands.toUpperCase() : stands, `${runs}${fails}`];
}

function isUntrue({
  schema,
  isRecorded,
}: Pick<ReportedMigration, "schema"> & { readonly isRecorded: boolean }): boolean {
  if (schema === "part") return true;
  return (schema === "no-effect" && isRecorded) || (schema === "in-effect" && !isRecorded);
}

function colorOf({ ledger, schema, next, rows }: ReportedMigration): Style | null {
  if (isUntrue({ schema, isRecorded: rows.length > 0 })) return "red";
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
  const { nearest, live, replayedOn, milliseconds, migrations } = report;
  const unseen = migrations.filter(({ schema }) => schema === "unseen").length;
  const untold = migrations.filter(({ schema }) => schema === "unknown").length;
  return [
    nextOf(report),
    ...(nearest === null ? [] : [nearestTo(nearest)]),
    ...(unseen === 0
      ? []
      : [`No trace: ${count(unseen, "migration")} of rows, grants or comments only. Whether they ran is not seen.`]),
    ...(untold === 0
      ? []
      : [`Cannot be told: what ${count(untold, "migration")} made was changed again later, or stood there before.`]),
    `Read only; PostgreSQL ${clean(live.version)}${replayedOn === null ? ", not replayed" : `, replayed on ${clean(replayedOn)}`}; ${(milliseconds.total / 1000).toFixed(1)} s.`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

function nextOf({ next: { migrator, runs, skipped, refuses } }: StatusReport): string {
  const what =
    refuses !== null
      ? "stops before it runs anything"
      : runs.length === 0
        ? "runs nothing"
        : `runs ${firstOf(runs.map(clean), 3)}`;
  const over =
    skipped.length === 0
      ? ""
      : `, and passes over ${firstOf(
          skipped.map(({ migration }) => clean(migration)),
          3,
        )}`;
  return `The next migrate (${clean(migrator)}) ${what}${over}.`;
}

function nearestTo({ after, differences }: NonNullable<StatusReport["nearest"]>): string {
  if (after === null && differences === 0) return "Nothing of any migration is in the schema.";
  const state = after === null ? "what stands before the first migration" : `what ${clean(after)} leaves`;
  return differences === 0
    ? `The schema is ${state}.`
    : `The schema is nearest to ${state}: ${count(differences, "difference")}, which \`holdfast drift\` lists.`;
}
