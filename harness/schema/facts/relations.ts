import type { Relation } from "../../model/catalog.ts";
import type { SchemaKind, SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";
import { columnObject } from "./columns.ts";
import { constraintObject } from "./constraints.ts";
import type { Context } from "./context.ts";
import { indexObjects } from "./indexes.ts";
import { policyObject } from "./policies.ts";
import { ruleObject, triggerObject } from "./triggers.ts";

const kinds: Readonly<Record<Relation["kind"], SchemaKind | null>> = {
  r: "table",
  p: "table",
  f: "foreign table",
  v: "view",
  m: "materialized view",
  // Read as a sequence, with more facts.
  S: null,
};

/** A table or view, and all that stands on it. The columns of a view are its query's. */
export function relationObjects(relation: Relation, context: Context): readonly SchemaObject[] {
  const kind = kinds[relation.kind];
  if (kind === null) return [];
  const name = shownName(relation.schema, relation.name);
  const isView = kind === "view" || kind === "materialized view";
  return [
    { kind, on: null, name, facts: isView ? viewFacts(relation) : tableFacts(relation, context) },
    ...(isView ? [] : relation.columns.map((column) => columnObject(name, column, context))),
    ...relation.constraints.map((constraint) => constraintObject(name, constraint)),
    ...indexObjects(name, relation),
    ...relation.policies.map((policy) => policyObject(name, relation, policy, context)),
    ...relation.triggers.map((trigger) => triggerObject(name, trigger)),
    ...relation.rules.map((rule) => ruleObject(name, rule)),
  ];
}

function tableFacts(relation: Relation, { nameOf }: Context): SchemaObject["facts"] {
  const { persistence, partitionKey, partitionBound, partitionOf, inherits, options } = relation;
  return {
    persistence,
    rowSecurity: relation.rowSecurity,
    forceRowSecurity: relation.forceRowSecurity,
    partitionKey,
    partitionOf: partitionOf === null ? null : nameOf(partitionOf),
    partitionBound,
    inherits: inherits.map(nameOf),
    options,
  };
}

function viewFacts({ viewDefinition, options }: Relation): SchemaObject["facts"] {
  return { definition: viewDefinition, options };
}
