import type { Extension } from "../../model/catalog.ts";
import { type CatalogKind, query } from "./kind.ts";

export const extensions: CatalogKind<Extension> = {
  make: "create extension citext",
  change: "create schema elsewhere; alter extension citext set schema elsewhere",
  read: (client) =>
    query<Extension>(
      client,
      `select extname as name, nspname as schema, extversion as version
       from pg_extension join pg_namespace n on n.oid = extnamespace
       where extname <> 'plpgsql' order by extname collate "C"`,
    ),
};
