import type { ReportedMigration, StatusReport } from "../../model/live-report.ts";
import { count, firstOf } from "../../text/count.ts";
import type { Headline } from "./headline.ts";
import { seconds } from "./verify.ts";

const verdicts = {
  applied: ["good", "APPLIED"],
  behind: ["unsure", "BEHIND"],
  untrue: ["bad", "UNTRUE"],
  unproven: ["unsure", "UNPROVEN"],
} as const;

export function statusHeadline(report: StatusReport): Headline {
  const { history, ledger, live, verdict } = report;
  const [tone, word] = verdicts[verdict];
  const there = ledger.there ? count(ledger.rows, "row") : "no such table";
  const about = `${history.folder}: ${count(history.migrations, "migration")}; ${ledger.schema}.${ledger.table} of ${live.server}: ${there}`;
  return { tone, word, meaning: meaningOf(report), about };
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

export const statusColumns = ["migration", "ledger", "schema", "next migrate"] as const;

const schemas = {
  "in-effect": "in effect",
  "no-effect": "not there",
  part: "in part",
  unseen: "no trace",
  unknown: "cannot be told",
} as const;

const nexts = { runs: "runs", skipped: "skipped for ever", reruns: "runs again" } as const;

/** One migration in the words of the table's columns; what does not agree is in capitals. */
export function statusCells(
  { migration, rows, ledger, schema, next }: ReportedMigration,
  isCompared: boolean,
): readonly string[] {
  const name = migration === null ? `(${rows.length === 1 ? "row" : "rows"} ${firstOf(rows, 3)})` : migration;
  const stands = schema !== null ? schemas[schema] : isCompared && migration !== null ? "not compared" : "";
  const isOdd = isUntrue({ schema, rows });
  const runs = next === null ? "" : nexts[next];
  const fails = next === "runs" && isOdd ? ", and may fail" : "";
  return [name, ledger, isOdd ? stands.toUpperCase() : stands, `${runs}${fails}`];
}

/** Whether the schema has what is not recorded, or has not what is. */
export function isUntrue({ schema, rows }: Pick<ReportedMigration, "schema" | "rows">): boolean {
  if (schema === "part") return true;
  return rows.length > 0 ? schema === "no-effect" : schema === "in-effect";
}

/** What is to be said below the table, one sentence each. */
export function statusClosing(report: StatusReport): readonly string[] {
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
    `Read only; PostgreSQL ${live.version}${replayedOn === null ? ", not replayed" : `, replayed on ${replayedOn}`}; ${seconds(milliseconds.total)}.`,
  ];
}

function nextOf({ next: { migrator, runs, skipped, refuses } }: StatusReport): string {
  const what =
    refuses !== null
      ? "stops before it runs anything"
      : runs.length === 0
        ? "runs nothing"
        : `runs ${firstOf(runs, 3)}`;
  const over =
    skipped.length === 0
      ? ""
      : `, and passes over ${firstOf(
          skipped.map(({ migration }) => migration),
          3,
        )}`;
  return `The next migrate (${migrator}) ${what}${over}.`;
}

function nearestTo({ after, differences }: NonNullable<StatusReport["nearest"]>): string {
  if (after === null && differences === 0) return "Nothing of any migration is in the schema.";
  const state = after === null ? "what stands before the first migration" : `what ${after} leaves`;
  return differences === 0
    ? `The schema is ${state}.`
    : `The schema is nearest to ${state}: ${count(differences, "difference")}, which \`holdfast drift\` lists.`;
}
