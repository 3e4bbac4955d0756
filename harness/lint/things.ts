import type { ActedOn, Action } from "../sql/action.ts";
import { holderSpace, partSpaces, type Space, spaceOf } from "./spaces.ts";

/** What the actions that were read have made, by names; a mutable record that is filled in their order. */
export interface World {
  /** By schema, space and name. */
  readonly things: Map<string, Thing>;
  /** Where names without a schema are. */
  search: string;
  /** Migrations before the deploy made a table: they are not a baseline that was left empty. */
  founded: boolean;
  /** Something was met that no migration made, or that could not be read: there may be more of it. */
  strange: boolean;
}

interface Thing {
  readonly fresh: boolean;
  /** Columns or attributes. */
  readonly columns: Map<string, Column>;
  /** Not all of its columns are named. */
  readonly moreColumns: boolean;
  /** Policies and triggers, and the constraints that the deploy made; true where it was the deploy. */
  readonly parts: Map<string, boolean>;
}

interface Column {
  readonly fresh: boolean;
  readonly type: string | null;
  readonly computed: boolean;
}

/** The schema of names that stand without one, where no statement says otherwise. */
export const usualSchema = "public";
export const temporarySchema = "pg_temp";

export function emptyWorld(): World {
  return { things: new Map(), search: usualSchema, founded: false, strange: false };
}

/** Whether the deploy made it; `by` is the action that names it. */
export function isFresh(world: World, object: ActedOn, by: Action): boolean {
  const space = spaceOf(by, object);
  const thing = find(world, holderSpace(space), object);
  if (thing === undefined || thing.fresh || object.part === null) return thing?.fresh ?? false;
  return partSpaces.has(space)
    ? thing.parts.get(partKey(space, object)) === true
    : columnOf(thing, object)?.fresh === true;
}

export function typeOf(world: World, object: ActedOn, by: Action): string | null {
  const named = find(world, holderSpace(spaceOf(by, object)), object) ?? find(world, "relation", object);
  return columnOf(named, object)?.type ?? null;
}

export function isGuarded(world: World, table: ActedOn): boolean {
  const parts = [...(find(world, "relation", table)?.parts.keys() ?? [])];
  return parts.some((key) => key.startsWith("policy ") || key.startsWith("trigger "));
}

export function isComputed(world: World, column: ActedOn): boolean {
  return columnOf(find(world, "relation", column), column)?.computed === true;
}

export function keyOf(space: Space, schema: string | null, name: string): string {
  return JSON.stringify([schema, space, name]);
}

export function placeOf(world: World, space: Space, { schema, name }: ActedOn): string {
  if (space === "schema" || space === "extension") return keyOf(space, null, name);
  const temporary = keyOf(space, temporarySchema, name);
  if (schema === null && world.things.has(temporary)) return temporary;
  return keyOf(space, schema ?? world.search, name);
}

export function find(world: World, space: Space, object: ActedOn): Thing | undefined {
  return world.things.get(placeOf(world, space, object));
}

/** What was not seen to be made was there before. */
export function known(world: World, space: Space, object: ActedOn): Thing {
  return find(world, space, object) ?? put(world, placeOf(world, space, object), thingOf(false, true));
}

export function thingOf(fresh: boolean, moreColumns: boolean): Thing {
  return { fresh, moreColumns, columns: new Map(), parts: new Map() };
}

export function put(world: World, key: string, thing: Thing): Thing {
  world.things.set(key, thing);
  return thing;
}

export function columnOf(thing: Thing | undefined, { part }: ActedOn): Column | undefined {
  return part === null ? undefined : thing?.columns.get(part);
}

export function partKey(space: Space, { part }: ActedOn): string {
  return `${space} ${part}`;
}

export function hasAny(world: World, schema: string | null, space: Space): boolean {
  const start = `${JSON.stringify([schema, space]).slice(0, -1)},`;
  return [...world.things.keys()].some((key) => key.startsWith(start));
}

export function inSchema(world: World, schema: string): readonly string[] {
  const start = `[${JSON.stringify(schema)},`;
  return [...world.things.keys()].filter((key) => key.startsWith(start));
}
