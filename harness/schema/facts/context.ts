import type { Catalog, Oid, Relation } from "../../model/catalog.ts";
import { shownName } from "../../sql/quote.ts";

/** What the facts of one object need to know of others. */
export interface Context {
  /** The role that migrations run as; null where it is not known. */
  readonly owner: string | null;
  /** The relation's name as people read it. */
  nameOf(relation: Oid): string;
  /** The only column that a sequence of a column feeds; null for a sequence that stands for itself. */
  fedBy(sequence: Oid): string | null;
}

export function contextOf(catalog: Catalog, owner: string | null): Context {
  const names = new Map(catalog.relations.map(({ oid, schema, name }) => [oid, shownName(schema, name)]));
  const owned = new Set(catalog.sequences.filter((sequence) => sequence.owned).map(({ oid }) => oid));
  const feeds = columnsFed(catalog.relations);
  return {
    owner,
    nameOf: (relation) => names.get(relation) ?? `relation ${relation}`,
    fedBy: (sequence) => {
      const [only, ...more] = owned.has(sequence) ? (feeds.get(sequence) ?? []) : [];
      return more.length === 0 ? (only ?? null) : null;
    },
  };
}

/** The columns that each sequence feeds, by its oid. */
export function columnsFed(relations: readonly Relation[]): ReadonlyMap<Oid, readonly string[]> {
  const fed = new Map<Oid, string[]>();
  for (const { schema, name, columns } of relations) {
    for (const column of columns) {
      if (column.sequence === null) continue;
      const known = fed.get(column.sequence) ?? [];
      fed.set(column.sequence, known);
      known.push(shownName(schema, name, column.name));
    }
  }
  return fed;
}
