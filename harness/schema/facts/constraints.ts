import type { Constraint } from "../../model/catalog.ts";
import type { SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";

export function constraintObject(on: string, { name, kind, definition, validated }: Constraint): SchemaObject {
  return {
    kind: "constraint",
    on,
    name: shownName(name),
    facts: { kind, definition: definition.replace(/ NOT VALID$/, ""), validated },
  };
}
