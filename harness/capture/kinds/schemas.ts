import type { Schema } from "../../model/catalog.ts";
import { type CatalogKind, query, sortedAcl, userMade } from "./kind.ts";

export const schemas: CatalogKind<Schema> = {
  make: "create schema made",
  change: "alter schema made rename to made_too",
  read: (client) =>
    query<Schema>(
      client,
      `select oid, nspname as name, pg_get_userbyid(nspowner) as owner, ${sortedAcl("nspacl")} as grants
       from pg_namespace
       where ${userMade("pg_namespace", "pg_namespace.oid", "pg_namespace.oid")}
       order by nspname collate "C"`,
    ),
};
