import type { ReportedDrop } from "../../model/drops.ts";
import { goneOf, nextOf, shownThing, type Thing } from "./thing.ts";
import type { World } from "./world.ts";

/** What became of a thing in the rest of its history. */
export interface Fate extends Pick<ReportedDrop, "madeAgainBy" | "restored"> {
  /** What took its place was made by the migration that dropped it. */
  readonly atOnce: boolean;
  /** What has its place in production: itself, or what followed it. */
  readonly now: Thing;
}

/** @param last place of the last migration that production has run; -1 where it has run none */
export function fateOf(thing: Thing, last: number): Fate {
  const next = nextOf(thing);
  const atOnce = next !== null && goneOf(thing)?.place === next.place;
  // What was renamed into its place was filled before; DROP IF EXISTS before a first CREATE drops nothing of the history's.
  const isNoLoss = next === null || next.renamed || (atOnce && !thing.made);
  return {
    madeAgainBy: isNoLoss ? null : next.migration,
    restored: restoredLater(thing),
    atOnce,
    now: standing(thing, last),
  };
}

/** What was renamed into its place has its rows, as far as this can be told from names. */
function restoredLater(thing: Thing): Fate["restored"] {
  const [gone, next] = [goneOf(thing), nextOf(thing)];
  if (gone === null || next === null) return null;
  return next.renamed ? restoredLater(next.thing) : { droppedBy: gone.migration, by: next.migration };
}

function standing(thing: Thing, last: number): Thing {
  const next = nextOf(thing);
  return next === null || next.place > last ? thing : standing(next.thing, last);
}

/** The names of all that is known, as they are now. */
export function namesIn({ schemas }: World): ReadonlyMap<Thing, string> {
  const names = new Map<Thing, string>();
  const waiting = [...schemas.values()];
  for (let thing = waiting.pop(); thing !== undefined; thing = waiting.pop()) {
    names.set(thing, shownThing(thing));
    waiting.push(...thing.inside.values());
  }
  return names;
}
