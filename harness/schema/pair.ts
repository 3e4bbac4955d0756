import type { SchemaObject } from "../model/schema.ts";
import { keyOf } from "./names.ts";

/** What is one object on both sides, or stands on one alone. */
export type Pair =
  | { readonly live: SchemaObject; readonly history: SchemaObject | null }
  | { readonly live: null; readonly history: SchemaObject };

/**
 * Pairs the objects of two schemas by name. Where the name is a by-product, what they are goes first: PostgreSQL
 * numbers the names that it gives, in the order of making.
 */
export function pairUp(live: readonly SchemaObject[], history: readonly SchemaObject[]): readonly Pair[] {
  const found = new Map<SchemaObject, SchemaObject>();
  const taken = new Set<SchemaObject>();
  const take = (object: SchemaObject, counterpart: SchemaObject) => {
    found.set(object, counterpart);
    taken.add(counterpart);
  };
  const named = new Map(history.map((object) => [keyOf(object), object]));
  for (const object of live) {
    const namesake = named.get(keyOf(object));
    if (namesake !== undefined && essence(object) === essence(namesake)) take(object, namesake);
  }
  for (const likeness of [essence, keyOf]) {
    const open = grouped(history, likeness, taken);
    for (const object of live) {
      const counterpart = found.has(object) ? undefined : open.get(likeness(object) ?? "")?.shift();
      if (counterpart !== undefined) take(object, counterpart);
    }
  }
  return [
    ...live.map((object): Pair => ({ live: object, history: found.get(object) ?? null })),
    ...history.filter((object) => !taken.has(object)).map((object): Pair => ({ live: null, history: object })),
  ];
}

/** What an object is, whatever its name; null for what is known by its name. */
export function essence({ kind, on, facts }: SchemaObject): string | null {
  if (kind === "constraint") return [kind, on, facts.kind, facts.definition].join("\0");
  if (kind === "index") return [kind, on, facts.unique, facts.definition].join("\0");
  if (kind === "sequence" && typeof facts.feeds === "string") return `${kind}\0${facts.feeds}`;
  return null;
}

function grouped(
  objects: readonly SchemaObject[],
  likeness: (object: SchemaObject) => string | null,
  but: ReadonlySet<SchemaObject>,
): ReadonlyMap<string, SchemaObject[]> {
  const groups = new Map<string, SchemaObject[]>();
  for (const object of objects) {
    const key = but.has(object) ? null : likeness(object);
    if (key === null) continue;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(object);
  }
  return groups;
}
