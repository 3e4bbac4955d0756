import type { Fact, FactDifference, Schema, SchemaDifference, SchemaObject } from "../model/schema.ts";
import { inOrder } from "./names.ts";
import { ignoring, noiseOf } from "./noise.ts";
import { type Pair, pairUp } from "./pair.ts";

export interface CompareOptions {
  /** Whether SQL that is printed otherwise is other SQL; by default where both sides are of one major version. */
  readonly exact?: boolean;
  /** Names that are not to be looked at, "*" for any characters; each takes in what stands in or on the object. */
  readonly ignore?: readonly string[];
}

/** Everything that two schemas differ in, sorted; what does not matter is among it, with its reason. */
export function compareSchemas(
  live: Schema,
  history: Schema,
  options: CompareOptions = {},
): readonly SchemaDifference[] {
  const exact = options.exact ?? live.postgres === history.postgres;
  const isIgnored = ignoring(options.ignore ?? []);
  return pairUp(live.objects, history.objects)
    .flatMap((pair) => {
      const difference = differenceOf(pair, exact);
      if (difference === null) return [];
      const ignored = isIgnored(difference.object) || (pair.history !== null && isIgnored(pair.history));
      return [ignored ? { ...difference, noise: "ignored" as const } : difference];
    })
    .toSorted((a, b) => inOrder(a.object, b.object));
}

/** Null where both sides are equal. */
export function differenceOf({ live, history }: Pair, exact: boolean): SchemaDifference | null {
  if (live === null) return { object: history, side: "only-history", facts: [], noise: null };
  if (history === null) return { object: live, side: "only-live", facts: [], noise: null };
  if (isSame(live, history)) return null;
  const facts = differingFacts(live, history);
  return { object: live, side: "differs", facts, noise: noiseOf(live, facts, exact) };
}

/** Most objects are: this is asked of every object of every state. */
export function isSame(one: SchemaObject, other: SchemaObject): boolean {
  const names = Object.keys(one.facts);
  return (
    one.name === other.name &&
    names.length === Object.keys(other.facts).length &&
    names.every((fact) => sameFact(fact, one.facts[fact], other.facts[fact]))
  );
}

function differingFacts(live: SchemaObject, history: SchemaObject): readonly FactDifference[] {
  const names = [...new Set([...Object.keys(live.facts), ...Object.keys(history.facts)])];
  const facts = names
    .map((fact) => ({ fact, live: live.facts[fact], history: history.facts[fact] }))
    .filter((one) => !sameFact(one.fact, one.live, one.history));
  return live.name === history.name ? facts : [{ fact: "name", live: live.name, history: history.name }, ...facts];
}

export function sameFact(fact: string, a: Fact | undefined, b: Fact | undefined): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (fact === "roles") return a.every((role) => b.some(isRole(role))) && b.every((role) => a.some(isRole(role)));
  return a.length === b.length && a.every((value, at) => value === b[at]);
}

/** The owner may stand by its name, as "<owner>", or as both. */
function isRole(role: string): (other: string) => boolean {
  const names = readings(role);
  return (other) => readings(other).some((name) => names.includes(name));
}

function readings(role: string): readonly string[] {
  return role.endsWith(" <owner>") ? [role.slice(0, -" <owner>".length), "<owner>"] : [role];
}
