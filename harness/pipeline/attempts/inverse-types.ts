import type { Catalog, UserType } from "../../model/catalog.ts";
import { identifier, literal, qualified } from "../../sql/quote.ts";

export function makeSchemas(before: Catalog, after: Catalog): readonly string[] {
  const now = new Set(after.schemas.map(({ name }) => name));
  return before.schemas
    .filter(({ name }) => !now.has(name))
    .map(({ name }) => `create schema if not exists ${identifier(name)}`);
}

/** What tables and columns that are made again may need; domains, which may be over the others, come last. */
export function makeTypes(before: Catalog, after: Catalog): readonly string[] {
  const now = new Set(after.types.map(qualified));
  const gone = before.types.filter((type) => !now.has(qualified(type)));
  return [...gone.filter(isOf("enum")), ...gone.filter(isOf("composite")), ...gone.filter(isOf("domain"))].map(make);
}

function make(type: UserType): string {
  switch (type.kind) {
    case "enum":
      return `create type ${qualified(type)} as enum (${type.labels.map(({ label }) => literal(label)).join(", ")})`;
    case "composite":
      return `create type ${qualified(type)} as (${type.attributes.map(({ name, type: of }) => `${identifier(name)} ${of}`).join(", ")})`;
    default:
      return `create domain ${qualified(type)} as ${type.baseType}`;
  }
}

/** One that took the place of another of its name stays: what is there is of that type. */
export function dropTypes(before: Catalog, after: Catalog): readonly string[] {
  const known = new Set(before.types.flatMap((type) => [type.oid, qualified(type)]));
  return after.types
    .filter((type) => !known.has(type.oid) && !known.has(qualified(type)) && type.schema !== "pg_catalog")
    .filter((type) => isOf("enum")(type) || isOf("composite")(type) || isOf("domain")(type))
    .map((type) => `drop ${type.kind === "domain" ? "domain" : "type"} if exists ${qualified(type)} cascade`);
}

function isOf(kind: UserType["kind"]): (type: UserType) => boolean {
  return (type) => type.kind === kind;
}
