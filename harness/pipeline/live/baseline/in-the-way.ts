import type { Finding } from "../../../model/finding.ts";
import type { Migration } from "../../../model/history.ts";
import type { LedgerRead, LedgerRow, Prediction } from "../../../model/ledger.ts";
import { firstOf } from "../../../text/count.ts";
import { rowKey } from "../../../text/ledger.ts";
import { day } from "../../clock.ts";
import type { Ground } from "../../plan.ts";
import { shownLedger } from "../reported.ts";
import type { Entries } from "./entries.ts";

export interface Way {
  readonly ground: Ground;
  readonly live: LedgerRead;
  /** The ledger that the migrator made elsewhere: without anything in the way. */
  readonly made: Entries;
  /** The ledger as it would be. */
  readonly after: LedgerRead;
  /** How many migrations of the history are recorded then. */
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * What keeps the next migrate from running just what comes after, and whatever is generated from now on.
 *
 * A row is to blame that has that effect beside those that the migrator itself would have written.
 */
export function inTheWay(way: Way): readonly Finding[] {
  const { ground, live, made, after } = way;
  const alone = wrongWith(made.ledger, way);
  if (alone !== null) return [ofHistory(alone, ground)];
  const wrong = wrongWith(after, way);
  const claims = ground.tool.claims(ground.history, live);
  const newer = claims.flatMap(({ state, rows }) => (state === "future" ? rows : []));
  const known = new Set(made.ledger.rows.map(rowKey));
  const blamed = live.rows.flatMap((row) => {
    const isSuspect = wrong !== null && !known.has(rowKey(row));
    const alike = isSuspect ? wrongWith({ ...made.ledger, rows: [...made.ledger.rows, row] }, way) : null;
    const words = alike ?? (newer.includes(row) ? "claims a migration later than every file of the folder" : null);
    return words === null ? [] : [ofRow(row, words, live)];
  });
  return wrong === null || blamed.length > 0 ? blamed : [ofRows(wrong, live)];
}

/** What the migrator would do with such a ledger that it should not; null where it does what it should. */
function wrongWith(ledger: LedgerRead, { ground: { tool, history }, count, now }: Way): string | null {
  const [last] = history.migrations.slice(-1);
  if (last === undefined) return null;
  const wrong = wrongIn(
    tool.predict(history, ledger),
    history.migrations.slice(count).map(({ id }) => id),
  );
  if (wrong !== null) return wrong;
  // A clock may be ahead by as much as a day.
  const id = `${new Date(now + day).toISOString().replaceAll(/\D/g, "").slice(0, 14)}_next`;
  const next: Migration = { ...last, id, when: now + day, sha256: "" };
  const { runs } = tool.predict({ ...history, migrations: [...history.migrations, next] }, ledger);
  const isLast = history.migrations.every(({ when }) => when < next.when);
  return runs.includes(id) || !isLast ? null : "lets the migrator skip whatever is generated from now on";
}

function wrongIn({ refuses, rerun, skipped, runs }: Prediction, later: readonly string[]): string | null {
  if (refuses !== null) return `stops the migrator: ${refuses}`;
  if (rerun.length > 0) return `lets the migrator run again what is recorded: ${firstOf(rerun)}`;
  const [never] = skipped;
  if (never !== undefined) return `lets the migrator never run ${never.migration}: ${never.because}`;
  const isSame = runs.length === later.length && runs.every((id, place) => id === later[place]);
  return isSame
    ? null
    : `lets the migrator run ${firstOf(runs) || "nothing"}, in place of ${firstOf(later) || "nothing"}`;
}

function ofRow(row: LedgerRow, words: string, { location }: LedgerRead): Finding {
  return {
    code: "baseline/row-in-the-way",
    severity: "error",
    object: shownLedger(location),
    message: `Row ${row.id} (${timeOf(row)}) ${words}.`,
    remedy:
      "Find out who wrote that row, and mend it or take it out first; `holdfast status` shows it among the others.",
  };
}

function timeOf({ when, name }: LedgerRow): string {
  const time = when === null ? "no time" : `time ${when}`;
  return name === null ? time : `${name}, ${time}`;
}

function ofRows(words: string, { location }: LedgerRead): Finding {
  return {
    code: "baseline/row-in-the-way",
    severity: "error",
    object: shownLedger(location),
    message: `What stands in the ledger already ${words}.`,
    remedy: "See `holdfast status` for what the ledger claims, and mend it first.",
  };
}

function ofHistory(words: string, { history }: Ground): Finding {
  return {
    code: "baseline/history",
    severity: "error",
    object: history.label,
    message: `Even a ledger without a fault ${words}.`,
    remedy: "`holdfast check` says what is wrong with the files; mend them first.",
  };
}
