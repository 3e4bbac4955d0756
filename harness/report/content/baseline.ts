import type { BaselineReport } from "../../model/live-report.ts";
import { count } from "../../text/count.ts";
import type { Headline } from "./headline.ts";
import { seconds } from "./verify.ts";

const verdicts = {
  recorded: ["good", "RECORDED", "the rows are written; no migration was run"],
  unchanged: ["good", "UNCHANGED", "all of it is recorded already; nothing was written"],
  unconfirmed: ["unsure", "UNCONFIRMED", "the schema is what the migrations make; nothing was written"],
  refused: ["bad", "REFUSED", "the schema is not proven to be what the migrations make; nothing was written"],
} as const;

export function baselineHeadline({ verdict, live, history, to, next }: BaselineReport): Headline {
  const [tone, word, usual] = verdicts[verdict];
  const isLedgers = verdict === "refused" && next !== null;
  const meaning = isLedgers
    ? "the schema is what the migrations make, but the ledger is in the way; nothing was written"
    : usual;
  return { tone, word, meaning, about: `${live.server}, held against ${history.folder} after ${to}` };
}

/** What was written, or would be; null where nothing is. */
export function baselineTitle({ ledger, rows, verdict }: BaselineReport): string | null {
  if (verdict === "refused" || verdict === "unchanged") return null;
  const name = `${ledger.schema}.${ledger.table}`;
  const many = count(rows.filter(({ state }) => state !== "there").length, "row");
  if (verdict === "recorded") return `Wrote ${many} to ${name}`;
  return ledger.there
    ? `Would write ${many} to ${name}, which has ${count(ledger.rows, "row")}`
    : `Would make ${name}, and write ${many} to it`;
}

/** What the next run of the migrator does, and what was asked. */
export function baselineClosing({ verdict, next, migrator, live, milliseconds }: BaselineReport): readonly string[] {
  const runs = next === null || next.runs.length === 0 ? "has nothing to run" : `runs ${next.runs.join(", ")}`;
  const when = verdict === "unconfirmed" ? "After that, the" : "The";
  return [
    ...(next === null || verdict === "refused" ? [] : [`${when} next migrate (${migrator}) ${runs}.`]),
    `PostgreSQL ${live.version}; ${seconds(milliseconds.total)}.`,
  ];
}
