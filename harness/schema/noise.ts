import type { Fact, FactDifference, Noise, SchemaObject } from "../model/schema.ts";
import { printedFacts } from "../sql/reprint.ts";
import { literally } from "../text/literally.ts";
import { isList } from "./fact.ts";
import { nameOf } from "./names.ts";

/** Why nothing of what differs in one object matters; null where some of it does. */
export function noiseOf({ kind }: SchemaObject, differences: readonly FactDifference[], exact: boolean): Noise | null {
  const noises = differences.map((difference) => noiseOfFact(kind, difference, exact));
  return noises.includes(null) ? null : (noises[0] ?? null);
}

function noiseOfFact(
  kind: SchemaObject["kind"],
  { fact, live, history }: FactDifference,
  exact: boolean,
): Noise | null {
  if (fact === "name" && kind === "constraint") return "name-of-constraint";
  if (fact === "name" && kind === "index") return "name-of-index";
  if (fact === "name" && kind === "sequence") return "name-of-sequence";
  if (fact === "labels" && sameInAnyOrder(live, history)) return "label-order";
  if (fact === "validated") return "not-valid";
  if (fact === "version" && kind === "extension") return "extension-version";
  // Those of a view say as whom it reads and what may be written through it.
  if (fact === "options" && kind !== "view") return "options";
  // One major version prints SQL otherwise than the next.
  return !exact && printedFacts.has(fact) ? "other-major" : null;
}

function sameInAnyOrder(a: Fact | undefined, b: Fact | undefined): boolean {
  return isList(a) && isList(b) && a.toSorted().join("\0") === b.toSorted().join("\0");
}

/**
 * Whether a name is one that is not to be looked at.
 *
 * @param patterns names as `nameOf` gives them, "*" for any characters; each takes in what stands in or on the object
 */
export function ignoring(patterns: readonly string[]): (object: SchemaObject) => boolean {
  const wanted = patterns.map(
    (pattern) => new RegExp(`^${pattern.split("*").map(literally).join(".*")}(?:[.(].*)?$`, "s"),
  );
  return (object) => {
    const { feeds } = object.facts;
    const names = [nameOf(object), ...(typeof feeds === "string" ? [feeds] : [])];
    return wanted.some((pattern) => names.some((name) => pattern.test(name)));
  };
}
