import type { Claim, ForeignLedger, LedgerLocation, LedgerRow } from "../model/ledger.ts";
import { count } from "./count.ts";

/** What a ledger claims, in few words: "20 rows, last 026, 1 failed". */
export function claimsOf({ tool, rows, last, failed }: ForeignLedger): string {
  if (rows === null) return "may not be read";
  return [
    count(rows, "row"),
    ...(last === null ? [] : [`last ${tool === "drizzle" ? dated(last) : last}`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ].join(", ");
}

/** The migrations that a ledger has rows of, edited ones among them. */
export function recordedIn(claims: readonly Claim[]): ReadonlySet<string> {
  return new Set(claims.flatMap(({ migration, rows }) => (rows.length > 0 ? (migration ?? []) : [])));
}

/** The same for rows that say the same: but for their ids, which the database gives. */
export function rowKey({ sha256, when, name }: Omit<LedgerRow, "id">): string {
  return JSON.stringify([sha256, when, name]);
}

export function isAt({ schema, table }: LedgerLocation, other: LedgerLocation): boolean {
  return schema === other.schema && table === other.table;
}

/**
 * "row 4 (0003_notes, 2024-06-01)": as much as the row says.
 *
 * @param timed whether its `when` is milliseconds since 1970
 */
export function rowName({ id, name, when, sha256 }: LedgerRow, timed: boolean): string {
  const isTime = timed && when !== null && !Number.isNaN(new Date(when).valueOf());
  const date = isTime ? new Date(when).toISOString().slice(0, 10) : null;
  const says = [name ?? (sha256 === null ? null : `hash ${shortHash(sha256)}`), date].filter((part) => part !== null);
  return `row ${id}${says.length === 0 ? "" : ` (${says.join(", ")})`}`;
}

export function shortHash(hash: string | null | undefined): string {
  return hash == null ? "none" : `${hash.slice(0, 10)}…`;
}

/** Nobody reads milliseconds. */
function dated(last: string): string {
  return /^\d{12,13}$/.test(last) ? new Date(Number(last)).toISOString().slice(0, 10) : last;
}
