import type { Named } from "../../sql/drops.ts";
import { shownName } from "../../sql/quote.ts";

/** Something that holds data, or stands around what does, through all of its names. */
export interface Thing extends Marks {
  readonly kind: Exclude<Named["kind"], "rows">;
  name: string;
  /** What it stands in: a schema, a table or a type; null for a schema, and for what is temporary. */
  parent: Thing | null;
  gone: Moment | null;
  /** What took its place; null while nothing has. */
  next: Next | null;
  readonly inside: Map<string, Thing>;
}

export interface Marks {
  readonly temporary: boolean;
  /** The history makes it; else it was there before, for all that is known. */
  readonly made: boolean;
  /** No statement says its schema: it is that of the search path, which is taken to be "public". */
  readonly guessed: boolean;
}

/** A migration, and its place in the history. */
export interface Moment {
  readonly migration: string;
  readonly place: number;
}

export interface Next extends Moment {
  readonly thing: Thing;
  /** It was made under another name, and was renamed to this one. */
  readonly renamed: boolean;
}

export function thingOf(kind: Thing["kind"], name: string, parent: Thing | null, marks: Partial<Marks>): Thing {
  const unmarked: Marks = { temporary: false, made: false, guessed: false };
  return { kind, name, parent, ...unmarked, ...marks, gone: null, next: null, inside: new Map() };
}

/** By which a thing is found inside of another. */
export function keyOf(kind: Thing["kind"], name: string): string {
  return `${kind}\0${name}`;
}

/** When it went, by itself or with what it stood in. */
export function goneOf({ gone, parent }: Thing): Moment | null {
  return gone ?? (parent === null ? null : goneOf(parent));
}

/** What took its place, by itself or inside of what took the place of what it stood in. */
export function nextOf({ kind, name, next, parent }: Thing): Next | null {
  const around = next === null && parent !== null ? nextOf(parent) : null;
  if (around === null) return next;
  const thing = around.thing.inside.get(keyOf(kind, name));
  return thing === undefined ? null : { ...around, thing };
}

export function shownThing({ name, parent }: Thing): string {
  const names = [name];
  for (let around = parent; around !== null; around = around.parent) names.unshift(around.name);
  return shownName(...names);
}
