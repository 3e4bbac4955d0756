import type { DriftReport } from "../../model/live-report.ts";
import type { Accounting } from "../../model/schema.ts";
import { count } from "../../text/count.ts";
import { clean } from "../clean.ts";
import type { WriterOptions } from "../writers/writer.ts";
import { headline, type Paint } from "./paint.ts";

/** How the two sides are called. */
interface Sides {
  readonly live: string;
  readonly other: string;
}

function sidesOf({ live, against }: DriftReport): Sides {
  return {
    live: "snapshot" in live ? clean(live.snapshot) : "production",
    other: "snapshot" in against ? clean(against.snapshot) : "the history",
  };
}

export function driftHead(report: DriftReport, paint: Paint): readonly string[] {
  const { verdict, live, against } = report;
  const { live: one, other } = sidesOf(report);
  const about = `${"snapshot" in live ? one : clean(live.server)}, held against ${heldAgainst(against)}`;
  if (verdict === "equal") {
    const meaning = "snapshot" in against ? `${one} is what ${other} says` : `${one} is what the history makes`;
    return [headline(paint, "green", "EQUAL", meaning, about)];
  }
  const meaning = `${differences(report)} between ${one} and ${other}`;
  return [headline(paint, "red", "DRIFTED", meaning, about)];
}

/** As many as are told: a table counts once, with all that stands on it. */
function differences({ findings }: DriftReport): string {
  const told = findings.filter(({ code, severity }) => severity === "error" && code.startsWith("drift/"));
  return told.length === 0
    ? "the history does not replay, and so not all was compared"
    : count(told.length, "difference");
}

function heldAgainst(against: DriftReport["against"]): string {
  if ("snapshot" in against) return clean(against.snapshot);
  const { folder, after, by } = against;
  const reasons = {
    ledger: "what the ledger claims",
    to: "as asked",
    nearest: "the nearest state, since the ledger claims none of its migrations",
  };
  const state = after === null ? "before its first migration" : `after ${clean(after)}`;
  return `${clean(folder)} ${state} (${reasons[by]})`;
}

export function driftTail(report: DriftReport, { reproduce }: WriterOptions, paint: Paint): string {
  const { tables, columns, exact, live, milliseconds } = report;
  const sides = sidesOf(report);
  return [
    paint("bold", `All of ${sides.live}`),
    `  ${accounted(tables, "table", sides)}`,
    `  ${accounted(columns, "column", sides)}`,
    ...(exact
      ? []
      : [
          "The two sides are of different major versions of PostgreSQL: SQL that they may print differently is no error.",
        ]),
    `Read only; PostgreSQL ${clean(live.version)}; ${(milliseconds.total / 1000).toFixed(1)} s.`,
    `${paint("dim", "Again:")} ${clean(reproduce)}`,
  ].join("\n");
}

/** Every one is counted once: "23 tables: 21 equal, 1 different, 1 ledger; 1 more in the history only". */
function accounted(
  { total, equal, different, onlyLive, onlyHistory, leftOut }: Accounting,
  what: string,
  { live, other }: Sides,
): string {
  const parts = [
    `${equal} equal`,
    ...(different === 0 ? [] : [`${different} different`]),
    ...(onlyLive === 0 ? [] : [`${onlyLive} in ${live} only`]),
    ...(leftOut.ledgers === 0 ? [] : [`${leftOut.ledgers} of ledgers`]),
    ...(leftOut.extensions === 0 ? [] : [`${leftOut.extensions} of extensions`]),
    ...(leftOut.ignored === 0 ? [] : [`${leftOut.ignored} ignored`]),
  ];
  const missing = onlyHistory === 0 ? "" : `; ${onlyHistory} more in ${other} only`;
  return `${count(total, what)}: ${parts.join(", ")}${missing}`;
}
