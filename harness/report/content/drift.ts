import type { DriftReport } from "../../model/live-report.ts";
import type { Accounting } from "../../model/schema.ts";
import { count } from "../../text/count.ts";
import type { Headline } from "./headline.ts";
import { seconds } from "./verify.ts";

/** How the two sides are called. */
interface Sides {
  readonly live: string;
  readonly other: string;
}

export function sidesOf({ live, against }: DriftReport): Sides {
  return {
    live: "snapshot" in live ? live.snapshot : "production",
    other: "snapshot" in against ? against.snapshot : "the history",
  };
}

export function driftHeadline(report: DriftReport): Headline {
  const { verdict, live, against } = report;
  const { live: one, other } = sidesOf(report);
  const about = `${"snapshot" in live ? one : live.server}, held against ${heldAgainst(against)}`;
  if (verdict === "drifted") {
    return { tone: "bad", word: "DRIFTED", meaning: `${differences(report)} between ${one} and ${other}`, about };
  }
  const meaning = "snapshot" in against ? `${one} is what ${other} says` : `${one} is what the history makes`;
  return { tone: "good", word: "EQUAL", meaning, about };
}

/** As many as are told: a table counts once, with all that stands on it. */
function differences({ findings }: DriftReport): string {
  const told = findings.filter(({ code, severity }) => severity === "error" && code.startsWith("drift/"));
  return told.length === 0
    ? "the history does not replay, and so not all was compared"
    : count(told.length, "difference");
}

function heldAgainst(against: DriftReport["against"]): string {
  if ("snapshot" in against) return against.snapshot;
  const { folder, after, by } = against;
  const reasons = {
    ledger: "what the ledger claims",
    to: "as asked",
    nearest: "the nearest state, since the ledger claims none of its migrations",
  };
  const state = after === null ? "before its first migration" : `after ${after}`;
  return `${folder} ${state} (${reasons[by]})`;
}

/** What became of all tables, and of all columns. */
export function driftAccounts(report: DriftReport): readonly string[] {
  const sides = sidesOf(report);
  return [accounted(report.tables, "table", sides), accounted(report.columns, "column", sides)];
}

export function driftClosing({ exact, live, milliseconds }: DriftReport): readonly string[] {
  const hint =
    "The two sides are of different major versions of PostgreSQL: SQL that they may print differently is no error.";
  return [...(exact ? [] : [hint]), `Read only; PostgreSQL ${live.version}; ${seconds(milliseconds.total)}.`];
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
