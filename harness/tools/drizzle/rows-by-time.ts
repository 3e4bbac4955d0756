import type { Migration } from "../../model/history.ts";
import type { LedgerRow } from "../../model/ledger.ts";

type Fits = (row: LedgerRow, migration: Migration) => boolean;

const sameTime: Fits = (row, { when }) => row.when === when;
const sameHash: Fits = (row, { sha256 }) => row.sha256 === sha256;
const sameBoth: Fits = (row, migration) => sameTime(row, migration) && sameHash(row, migration);

/**
 * Which place of the history each row of a 0.x ledger stands for. A row without one is not in the answer.
 *
 * Hash and time together are certain. Of a row that has only one of them, the time goes before the hash, since files may
 * be alike, unless the hash of the migration of that time stands in another row: then their times were swapped.
 */
export function rowsByTime(
  migrations: readonly Migration[],
  rows: readonly LedgerRow[],
): ReadonlyMap<LedgerRow, number> {
  const found = new Map<LedgerRow, number>();
  const assign = (fits: Fits, again = false): void => {
    const taken = new Set(again ? [] : found.values());
    for (const row of rows.filter((one) => !found.has(one))) {
      const fitting = migrations.flatMap((migration, place) => (fits(row, migration) ? place : []));
      const place = fitting.find((one) => !taken.has(one)) ?? (again ? fitting[0] : undefined);
      if (place === undefined) continue;
      found.set(row, place);
      if (!again) taken.add(place);
    }
  };
  assign(sameBoth);
  assign(sameBoth, true);
  const swapped = (row: LedgerRow, migration: Migration): boolean =>
    rows.some((other) => other !== row && !found.has(other) && sameHash(other, migration));
  assign((row, migration) => sameTime(row, migration) && !swapped(row, migration));
  assign(sameHash);
  assign(sameTime);
  // What ran twice.
  assign(sameHash, true);
  return found;
}
