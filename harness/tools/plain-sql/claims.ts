import type { Migration } from "../../model/history.ts";
import type { Claim, LedgerRow } from "../../model/ledger.ts";
import type { MigrationTool } from "../tool.ts";

/** What the ledger says: a row stands for the file of its number, "022" or 22; without a number, for that of its name. */
export const claims: MigrationTool["claims"] = ({ migrations }, { rows }) => {
  const last = rows.reduce((top, { when }) => Math.max(top, when ?? top), Number.NEGATIVE_INFINITY);
  const newest = migrations.reduce((top, { when }) => Math.max(top, when), Number.NEGATIVE_INFINITY);
  const strangers = rows.filter((row) => migrations.every((one) => !standsFor(row, one)));
  return [
    ...migrations.map((one) =>
      claimOf(
        one,
        rows.filter((row) => standsFor(row, one)),
        last,
      ),
    ),
    ...strangers.map((row): Claim => {
      const state = row.when !== null && row.when > newest ? "future" : "missing";
      return { migration: null, state, rows: [row], because: null };
    }),
  ];
};

function claimOf({ id, when }: Migration, rows: readonly LedgerRow[], last: number): Claim {
  if (rows.length === 0) {
    if (when > last) return { migration: id, state: "pending", rows, because: null };
    return { migration: id, state: "out-of-order", rows, because: `number ${last} is recorded` };
  }
  const several = rows.length > 1 ? [`recorded ${rows.length} times`] : [];
  const others = rows.flatMap(({ id: version, name }) => {
    return name === null || name === version || isNameOf(name, id) ? [] : `recorded as ${name}`;
  });
  const because = [...several, ...others].join("; ");
  return { migration: id, state: "applied", rows, because: because === "" ? null : because };
}

function standsFor({ when, name }: LedgerRow, migration: Migration): boolean {
  return when === null ? name !== null && isNameOf(name, migration.id) : when === migration.when;
}

/** A ledger may hold the file's name, or that without ".sql" or ".up.sql", or that without the number. */
function isNameOf(name: string, id: string): boolean {
  const bare =
    name
      .split("/")
      .at(-1)
      ?.replace(/(\.up)?(\.sql)?$/, "") ?? "";
  return bare === id || bare === id.replace(/^\d+[_.-]/, "");
}

/** Whatever has no row runs, in the order of the numbers. */
export const predict: MigrationTool["predict"] = (history, ledger) => {
  const pending = claims(history, ledger).filter(({ rows }) => rows.length === 0);
  const runs = pending.flatMap(({ migration }) => migration ?? []);
  return { migrator: "plain SQL", runs, skipped: [], rerun: [], refuses: null };
};
