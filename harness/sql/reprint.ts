import type { Fact, SchemaObject } from "../model/schema.ts";
import { castInside, type Holders, holdersIn } from "./array-casts.ts";
import { type Group, isCalled, type Part, partsOf, shownParts } from "./printed-parts.ts";

/** Facts that are SQL as PostgreSQL prints it. */
export const printedFacts: ReadonlySet<string> = new Set([
  "default",
  "definition",
  "using",
  "check",
  "checks",
  "partitionKey",
  "partitionBound",
  "arguments",
  "returns",
]);

/** The objects of one schema, with all SQL in their facts as a dump and a restore leave it. */
export function reprintedObjects(objects: readonly SchemaObject[]): readonly SchemaObject[] {
  const columns = holdersIn(objects);
  const again = (text: string) => asReprinted(text, columns);
  return objects.map((object) => {
    const changed = Object.entries(object.facts).flatMap(([name, fact]): readonly (readonly [string, Fact])[] => {
      const next = printedFacts.has(name) ? reprintedFact(fact, again) : fact;
      return next === fact ? [] : [[name, next]];
    });
    return changed.length === 0 ? object : { ...object, facts: { ...object.facts, ...Object.fromEntries(changed) } };
  });
}

/** A list of SQL has no order, and is sorted. */
function reprintedFact(fact: Fact, again: (text: string) => string): Fact {
  if (typeof fact === "string") return again(fact);
  if (fact === null || typeof fact === "boolean") return fact;
  const next = fact.map(again);
  return next.every((one, at) => one === fact[at]) ? fact : next.toSorted();
}

/**
 * SQL that PostgreSQL printed, as PostgreSQL prints it once it has read that text: so a dump and a restore leave it.
 * Three things are printed otherwise then, and mean the same: an array's cast stands at its elements, an AND whose left
 * side is an AND is one with it, and so for OR, and the minus of a number is the number's own.
 *
 * @param text with nothing in it but what PostgreSQL itself prints: no comments, no dollar quotes
 */
function asReprinted(text: string, columns: Holders): string {
  if (!/ARRAY\[|\) (?:AND|OR) |\(- \d/.test(text)) return text;
  const parts = partsOf(text);
  return parts === null ? text : shownParts(settled(parts, columns));
}

function settled(given: readonly Part[], columns: Holders): readonly Part[] {
  const parts = given.map(
    (part): Part => (typeof part === "string" ? part : { ...part, parts: settled(part.parts, columns) }),
  );
  const found: Part[] = [];
  for (let at = 0; at < parts.length; at++) {
    const [part, next] = [parts[at] ?? "", parts[at + 1]];
    if (typeof part === "string" || isCalled(parts[at - 1])) {
      found.push(part);
      continue;
    }
    const array = typeof next === "string" ? castInside(part, next, columns) : null;
    // The cast is in it now.
    if (array !== null) at++;
    found.push(...(array ?? negative(part) ?? [part]));
  }
  return joined(found);
}

/** (- 1.5) as '-1.5'::numeric. */
function negative({ open, parts }: Group): readonly Part[] | null {
  const [sign, blank, number, ...more] = parts;
  if (open !== "(" || sign !== "-" || blank !== " " || typeof number !== "string" || more.length > 0) return null;
  if (!/^\d+(?:\.\d+)?$/.test(number)) return null;
  if (Number(number) === 0) return [number];
  return [`'-${number}'::${number.includes(".") ? "numeric" : "integer"}`];
}

/** ((a AND b) AND c) as (a AND b AND c). */
function joined(parts: readonly Part[]): readonly Part[] {
  const [first, ...rest] = parts;
  if (typeof first !== "object" || first.open !== "(") return parts;
  const junction = junctionOf(parts);
  if (junction === null || rest[1] !== junction || junctionOf(first.parts) !== junction) return parts;
  return [...first.parts, ...rest];
}

/** What joins all that stands on one level; null where that is not one of the two. */
function junctionOf(parts: readonly Part[]): "AND" | "OR" | null {
  const words = new Set(parts.filter((part) => part === "AND" || part === "OR" || part === "BETWEEN" || part === ","));
  const [only] = words;
  return words.size === 1 && (only === "AND" || only === "OR") ? only : null;
}
