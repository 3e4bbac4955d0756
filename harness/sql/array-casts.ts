import type { SchemaObject } from "../model/schema.ts";
import { type Group, itemsOf, type Part, printedName, shownParts } from "./printed-parts.ts";

/** What the columns of a name hold, the name as PostgreSQL prints it; null where some of them hold arrays. */
export type Holders = ReadonlyMap<string, Held>;
type Held = "array" | "value" | null;

export function holdersIn(objects: readonly SchemaObject[]): Holders {
  const found = new Map<string, Held>();
  for (const { kind, name, facts } of objects) {
    if (kind !== "column" || typeof facts.type !== "string") continue;
    const held = facts.type.endsWith("[]") ? "array" : "value";
    found.set(name, found.has(name) && found.get(name) !== held ? null : held);
  }
  return found;
}

/**
 * (ARRAY['a'::character varying])::text[] as ARRAY[('a'::character varying)::text]. Null for anything else, and where
 * nothing tells whether the elements are arrays: each is cast to an array then, not to what arrays are made of.
 */
export function castInside({ open, parts }: Group, cast: string, columns: Holders): readonly Part[] | null {
  const type = /^::(.*[^\]])\[\]$/s.exec(cast)?.[1];
  const array = open === "(" ? arrayOf(parts) : null;
  return type === undefined || array === null ? null : castEach(array, type, columns);
}

function castEach(array: Group, type: string, columns: Holders): readonly Part[] | null {
  const elements = itemsOf(array.parts);
  const held = elements.map((element) => heldBy(element, columns));
  const areArrays = held.includes("array");
  if (!areArrays && !held.includes("value")) return null;
  const cast = `::${type}${areArrays ? "[]" : ""}`;
  const found: Part[] = [];
  for (const element of elements) {
    const inner = arrayOf(element);
    const each = inner === null ? castTo(element, cast) : castEach(inner, type, columns);
    if (each === null) return null;
    found.push(...(found.length === 0 ? [] : [",", " "]), ...each);
  }
  return ["ARRAY", { ...array, parts: found }];
}

function castTo(element: readonly Part[], cast: string): readonly Part[] {
  return element.at(-1) === cast ? element : [{ open: "(", parts: element }, cast];
}

/** What is in the brackets of ARRAY[…]. */
function arrayOf([word, array, ...more]: readonly Part[]): Group | null {
  return word === "ARRAY" && typeof array === "object" && more.length === 0 ? array : null;
}

const column = new RegExp(`^(?:${printedName}\\.)*(${printedName})$`);

/** What an element is by its own words: a cast tells, and so does a constant, or a column by its name. */
function heldBy(element: readonly Part[], columns: Holders): Held {
  if (arrayOf(element) !== null) return "array";
  const [last, ...before] = element.toReversed();
  if (typeof last !== "string") return null;
  // Without a blank, all that stands before a cast is cast.
  if (last.startsWith("::")) return before.some(isBlank) ? null : last.endsWith("[]") ? "array" : "value";
  const text = shownParts(element);
  if (/^(?:\d[\d.]*|true|false)$/.test(text)) return "value";
  return columns.get(column.exec(text)?.[1] ?? "") ?? null;
}

function isBlank(part: Part): boolean {
  return typeof part === "string" && part.trim() === "";
}
