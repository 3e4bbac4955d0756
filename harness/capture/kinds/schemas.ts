import type { Catalog } from "../../model/catalog.ts";
import { type CatalogKind, query } from "./kind.ts";

type Schema = Catalog["schemas"][number];

export const schemas: CatalogKind<Schema> = {
  make: "create schema made",
  change: "alter schema made rename to made_too",
  read: (client) =>
    query<Schema>(
      client,
      `select oid, nspname as name from pg_namespace
       where nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and nspname !~ '^pg_(toast_)?temp_'
       order by nspname collate "C"`,
    ),
};
