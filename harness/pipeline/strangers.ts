import type { Catalog } from "../model/catalog.ts";
import type { TableShape } from "../model/seed.ts";

const shownNames = 5;

/**
 * Says which statistics are about tables and columns that the history does not have: nothing follows them.
 *
 * @returns one line for people; null where every one is known
 */
export function strangers(catalog: Catalog, shapes: Readonly<Record<string, TableShape>>): string | null {
  const known = new Map(
    catalog.relations.map((one) => [`${one.schema}.${one.name}`, one.columns.map(({ name }) => name)]),
  );
  const names = Object.entries(shapes).flatMap(([table, { columns }]) => {
    const own = known.get(table);
    if (own === undefined) return [table];
    return Object.keys(columns).flatMap((column) => (own.includes(column) ? [] : [`${table}.${column}`]));
  });
  if (names.length === 0) return null;
  const more = names.length > shownNames ? ` and ${names.length - shownNames} more` : "";
  return `statistics left aside, of what does not stand before the candidate: ${names.slice(0, shownNames).join(", ")}${more}`;
}
