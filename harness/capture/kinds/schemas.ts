import type { Catalog } from "../../model/catalog.ts";
import { type CatalogKind, query, userMade } from "./kind.ts";

type Schema = Catalog["schemas"][number];

export const schemas: CatalogKind<Schema> = {
  make: "create schema made",
  change: "alter schema made rename to made_too",
  read: (client) =>
    query<Schema>(
      client,
      `select oid, nspname as name from pg_namespace
       where ${userMade("pg_namespace", "pg_namespace.oid", "pg_namespace.oid")}
       order by nspname collate "C"`,
    ),
};
