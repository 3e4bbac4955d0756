import type { Migration } from "../../model/history.ts";
import type { Claim, LedgerRow } from "../../model/ledger.ts";
import type { MigrationTool } from "../tool.ts";

/** A row stands for its revision, and for all that this builds on. */
export const claims: MigrationTool["claims"] = ({ migrations }, ledger) => {
  // The rows of a schema file are numbered: their name is what the ledger holds.
  const rows = ledger.rows.map((row) => ({ ...row, id: row.name ?? row.id }));
  const byId = new Map(migrations.map((one) => [one.id, one]));
  const [known, unknown] = [rows.filter(({ id }) => byId.has(id)), rows.filter(({ id }) => !byId.has(id))];
  const reached = known.map((row) => ({ row, ids: upTo(row.id, byId) }));
  const rowsOf = ({ id }: Migration): readonly LedgerRow[] =>
    reached.filter(({ ids }) => ids.has(id)).map(({ row }) => row);
  const last = migrations.findLastIndex((one) => rowsOf(one).length > 0);
  return [
    ...migrations.map((one, place) => claimOf(one, rowsOf(one), place < last)),
    ...unknown.map((row): Claim => ({ migration: null, state: "future", rows: [row], because: null })),
  ];
};

function claimOf({ id }: Migration, rows: readonly LedgerRow[], isPassed: boolean): Claim {
  // Several heads stand for what they have in common: that is no doubt.
  const [first] = rows;
  if (first !== undefined) return { migration: id, state: "applied", rows: [first], because: null };
  if (!isPassed) return { migration: id, state: "pending", rows, because: null };
  return { migration: id, state: "out-of-order", rows, because: "a later one of another branch is recorded" };
}

/** A revision, and all that it builds on. */
function upTo(id: string, byId: ReadonlyMap<string, Migration>): ReadonlySet<string> {
  const found = new Set<string>();
  const wanted = [id];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    wanted.push(...(byId.get(next)?.parents ?? []));
  }
  return found;
}

/** Alembic runs whatever is not recorded, unless a row is of no file. */
export const predict: MigrationTool["predict"] = (history, ledger) => {
  const all = claims(history, ledger);
  const pending = all.filter(({ rows }) => rows.length === 0);
  const stranger = all.find(({ state }) => state === "future")?.rows[0];
  return {
    migrator: "alembic",
    runs: stranger === undefined ? pending.flatMap(({ migration }) => migration ?? []) : [],
    skipped: [],
    rerun: [],
    refuses: stranger === undefined ? null : `Can't locate revision identified by '${stranger.id}'`,
  };
};
