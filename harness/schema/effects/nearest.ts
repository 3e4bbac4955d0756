import type { Schema, SchemaObject } from "../../model/schema.ts";
import { compareSchemas, differenceOf } from "../compare.ts";
import { objectsAt, type Versions } from "./versions.ts";

/**
 * The state that a live schema differs from least; the last of those that are equally near.
 *
 * @param live the live objects, by the keys that they have in the history
 * @param exact whether SQL that is printed otherwise is other SQL
 */
export function nearestState(
  versions: Versions,
  states: number,
  live: ReadonlyMap<string, SchemaObject>,
  exact: boolean,
): number {
  // By how many differences each state has more than the one before.
  const more = new Array<number>(states + 1).fill(0);
  for (const [key, known] of versions) {
    const object = live.get(key) ?? null;
    for (const [place, version] of known.entries()) {
      if (!differs(object, version.object, exact)) continue;
      const end = known[place + 1]?.at ?? states;
      more[version.at] = (more[version.at] ?? 0) + 1;
      more[end] = (more[end] ?? 0) - 1;
    }
  }
  let [nearest, least, differences] = [0, Number.POSITIVE_INFINITY, 0];
  for (let state = 0; state < states; state++) {
    differences += more[state] ?? 0;
    if (differences <= least) [nearest, least] = [state, differences];
  }
  return nearest;
}

function differs(live: SchemaObject | null, history: SchemaObject | null, exact: boolean): boolean {
  if (live === null) return history !== null;
  return differenceOf({ live, history }, exact)?.noise === null;
}

/** How many differences that matter there are between a live schema and one state. */
export function distance(live: Schema, versions: Versions, state: number, postgres: number): number {
  const history = { postgres, objects: objectsAt(versions, state) };
  return compareSchemas(live, history).filter(({ noise }) => noise === null).length;
}
