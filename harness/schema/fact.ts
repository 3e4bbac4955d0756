import type { Fact } from "../model/schema.ts";

/** Stands for the role that a replay runs as, which has another name in production. */
export const ownerRole = "<owner>";

/** A role that the catalog does not tell apart from the owner: a migration may have meant either. */
export function roleOrOwner(role: string): string {
  return `${role} ${ownerRole}`;
}

export function isList(fact: Fact | undefined): fact is readonly string[] {
  return Array.isArray(fact);
}

/** Whether one fact of two objects is the same; undefined for an object that does not have it. */
export function sameFact(fact: string, a: Fact | undefined, b: Fact | undefined): boolean {
  return fact === "roles" && isList(a) && isList(b) ? sameRoles(a, b) : sameValue(a, b);
}

export function sameValue(a: Fact | undefined, b: Fact | undefined): boolean {
  if (!isList(a) || !isList(b)) return a === b;
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

function sameRoles(a: readonly string[], b: readonly string[]): boolean {
  return a.every((role) => b.some(isRole(role))) && b.every((role) => a.some(isRole(role)));
}

/** The owner may stand by its name, as "<owner>", or as both. */
function isRole(role: string): (other: string) => boolean {
  const names = readings(role);
  return (other) => readings(other).some((name) => names.includes(name));
}

function readings(role: string): readonly string[] {
  const end = roleOrOwner("");
  return role.endsWith(end) ? [role.slice(0, -end.length), ownerRole] : [role];
}
