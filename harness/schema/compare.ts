import type { FactDifference, Schema, SchemaDifference, SchemaObject } from "../model/schema.ts";
import { sameFact } from "./fact.ts";
import { inOrder } from "./names.ts";
import { ignoring, noiseOf } from "./noise.ts";
import { type Pair, pairUp } from "./pair.ts";

export interface CompareOptions {
  /** Names that are not to be looked at, "*" for any characters; each takes in what stands in or on the object. */
  readonly ignore?: readonly string[];
}

/** Everything that two schemas differ in, sorted; what does not matter is among it, with its reason. */
export function compareSchemas(
  live: Schema,
  history: Schema,
  options: CompareOptions = {},
): readonly SchemaDifference[] {
  // Where the majors differ, SQL that is printed otherwise may be the same SQL.
  const exact = live.postgres === history.postgres;
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
