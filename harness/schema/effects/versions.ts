import type { Schema, SchemaObject } from "../../model/schema.ts";
import { isSame } from "../compare.ts";
import { inOrder, keyOf } from "../names.ts";

/** An object from one state of a history on; null from where there is none. */
export interface Version {
  /** The number of the state, from 0. */
  readonly at: number;
  readonly object: SchemaObject | null;
}

/** Every object that a history ever had, with where it changed; the first version of each is that of state 0. */
export type Versions = ReadonlyMap<string, readonly Version[]>;

/** States of a history, of which only the changes are kept. */
export interface States {
  readonly versions: Versions;
  /** Its number is that of the states added before. */
  add(schema: Schema): void;
}

export function states(): States {
  const versions = new Map<string, Version[]>();
  let standing = new Set<string>();
  let next = 0;
  return {
    versions,
    add: ({ objects }) => {
      const at = next++;
      const now = new Map(objects.map((object) => [keyOf(object), object]));
      for (const [key, object] of now) {
        const known = versions.get(key) ?? (at === 0 ? [] : [{ at: 0, object: null }]);
        versions.set(key, known);
        const before = known.at(-1)?.object ?? null;
        if (before === null || !isSame(before, object)) known.push({ at, object });
      }
      for (const key of standing) if (!now.has(key)) versions.get(key)?.push({ at, object: null });
      standing = new Set(now.keys());
    },
  };
}

/** What stands in one state. */
export function objectsAt(versions: Versions, state: number): readonly SchemaObject[] {
  return [...versions.values()]
    .flatMap((known) => known.findLast(({ at }) => at <= state)?.object ?? [])
    .toSorted(inOrder);
}
