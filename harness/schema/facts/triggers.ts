import type { Rule, Trigger } from "../../model/catalog.ts";
import type { SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";

export function triggerObject(on: string, { name, definition, enabled }: Trigger): SchemaObject {
  return { kind: "trigger", on, name: shownName(name), facts: { definition, enabled } };
}

export function ruleObject(on: string, { name, definition, enabled }: Rule): SchemaObject {
  return { kind: "rule", on, name: shownName(name), facts: { definition, enabled } };
}
