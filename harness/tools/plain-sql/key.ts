import type { Migration } from "../../model/history.ts";
import type { Claim } from "../../model/ledger.ts";

/** What runners put into `version`: the number as the file has it or without its zeros, or the file's name. */
const forms: readonly ((id: string) => string)[] = [
  (id) => digitsOf(id),
  (id) => digitsOf(id).replace(/^0+(?=\d)/, ""),
  (id) => id,
  (id) => `${id}.sql`,
];

/** The version of a migration, in the form in which the ledger has the others. */
export function keyOf({ id }: Migration, claims: readonly Claim[]): string {
  const known = claims.flatMap(({ migration, rows }) =>
    migration === null ? [] : rows.map((row) => ({ migration, version: row.id })),
  );
  const form = forms.find((one) => known.every(({ migration, version }) => one(migration) === version));
  return (form ?? digitsOf)(id);
}

export function digitsOf(id: string): string {
  return /^\d+/.exec(id)?.[0] ?? id;
}
