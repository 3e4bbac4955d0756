import type { Migration } from "../../model/history.ts";
import type { LedgerRow } from "../../model/ledger.ts";
import type { MigrationTool } from "../tool.ts";

/** What drizzle-orm 1.0 does to a ledger that has no names yet: its rows get the names of the migrations they match. */
export const upgrade: MigrationTool["upgrade"] = ({ migrations }, { columns, rows }) => {
  if (columns === null || columns.includes("name")) return null;
  const matched = namedBy(migrations, rows);
  const named = [...matched].map(([row, migration]) => ({ row: row.id, migration: migration.id }));
  const known = new Set(named.map(({ migration }) => migration));
  return {
    named,
    holes: inOrderOfTime(migrations).flatMap(({ id }) => (known.has(id) ? [] : id)),
    unmatched: rows.filter((row) => !matched.has(row)).map(({ id }) => id),
    blessed: [...matched].flatMap(([row, { id, sha256 }]) => (row.sha256 === sha256 ? [] : id)),
  };
};

/**
 * Which migration each row is taken for, by drizzle-orm's own rule: by the second, among several of one second by the
 * hash, and by the hash alone where no migration is of that second.
 */
export function namedBy(
  migrations: readonly Migration[],
  rows: readonly LedgerRow[],
): ReadonlyMap<LedgerRow, Migration> {
  const ordered = inOrderOfTime(migrations);
  const found = rows.flatMap((row) => {
    const sameSecond = ordered.filter(({ when }) => secondOf(when) === writtenSecond(row.when));
    const [only, ...others] = sameSecond;
    const sameHash = (one: Migration): boolean => one.sha256 === row.sha256;
    const match =
      only === undefined ? ordered.findLast(sameHash) : others.length === 0 ? only : sameSecond.find(sameHash);
    return match === undefined ? [] : ([[row, match]] as const);
  });
  return new Map(found);
}

/** The order in which drizzle-orm runs what is pending after the conversion. */
export function inOrderOfTime(migrations: readonly Migration[]): readonly Migration[] {
  return migrations.toSorted((a, b) => secondOf(a.when) - secondOf(b.when) || a.id.localeCompare(b.id));
}

/** drizzle-kit names a folder by the second of the journal's `when`. */
function secondOf(when: number): number {
  return Math.floor(when / 1000) * 1000;
}

/** As drizzle-orm cuts the number: by its digits. */
function writtenSecond(when: number | null): number {
  return Number(`${String(when).slice(0, -3)}000`);
}
