import { type CatalogKind, query } from "./kind.ts";

/** Large objects have no name and no owner table; only their number tells that one went. */
export const largeObjects: CatalogKind<number> = {
  make: "select lo_create(0)",
  change: "select lo_create(0)",
  read: async (client) =>
    (await query<{ count: number }>(client, "select count(*)::int as count from pg_largeobject_metadata")).map(
      (row) => row.count,
    ),
};
