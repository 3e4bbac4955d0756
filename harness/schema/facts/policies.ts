import type { Policy, Relation } from "../../model/catalog.ts";
import type { SchemaObject } from "../../model/schema.ts";
import { shownName } from "../../sql/quote.ts";
import { ownerRole, roleOrOwner } from "../fact.ts";
import type { Context } from "./context.ts";

export function policyObject(on: string, relation: Relation, policy: Policy, context: Context): SchemaObject {
  const { name, permissive, command, using, check } = policy;
  const roles = policy.roles.map((role) => shownRole(role, relation, context)).toSorted();
  return { kind: "policy", on, name: shownName(name), facts: { permissive, command, roles, using, check } };
}

/** A migration may have meant the owner by its name, or as CURRENT_USER: the catalog does not tell, so both are kept. */
function shownRole(role: string, relation: Relation, context: Context): string {
  if (role === relation.owner) return roleOrOwner(role);
  return role === context.owner ? ownerRole : role;
}
