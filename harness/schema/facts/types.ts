import type { UserType } from "../../model/catalog.ts";
import type { SchemaKind, SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";

/** Types that somebody made; a multirange comes with its range, an array with its element. */
export function typeObjects(type: UserType): readonly SchemaObject[] {
  if (type.schema === "pg_catalog" || type.schema === "information_schema") return [];
  const of = (kind: SchemaKind, facts: SchemaObject["facts"]): readonly SchemaObject[] => [
    { kind, on: null, name: shownName(type.schema, type.name), facts },
  ];
  switch (type.kind) {
    case "enum":
      return of("enum", { labels: type.labels.map(({ label }) => label) });
    case "domain":
      return of("domain", {
        type: type.baseType,
        notNull: type.notNull,
        default: type.default,
        checks: type.checks.map(({ expression }) => expression).toSorted(),
      });
    case "composite":
      return of("composite", { attributes: type.attributes.map((one) => `${shownName(one.name)} ${one.type}`) });
    case "range":
      return of("range", { subtype: type.baseType });
    default:
      return [];
  }
}
