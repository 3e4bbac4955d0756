import type { Policy, Relation } from "../../model/catalog.ts";
import type { SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";
import type { Context } from "./context.ts";

/** Stands for the role that a replay runs as, which has another name in production. */
export const owner = "<owner>";

export function policyObject(on: string, relation: Relation, policy: Policy, context: Context): SchemaObject {
  const { name, permissive, command, using, check } = policy;
  const roles = policy.roles.map((role) => shownRole(role, relation, context)).toSorted();
  return { kind: "policy", on, name: shownName(name), facts: { permissive, command, roles, using, check } };
}

/** A migration may have meant the owner by its name, or as CURRENT_USER: the catalog does not tell, so both are kept. */
function shownRole(role: string, relation: Relation, context: Context): string {
  if (role === relation.owner) return `${role} ${owner}`;
  return role === context.owner ? owner : role;
}
