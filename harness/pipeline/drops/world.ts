import type { Dropped, Made, Named, Step } from "../../sql/drops.ts";
import { goneOf, keyOf, type Marks, type Moment, type Next, type Thing, thingOf } from "./thing.ts";

/** What is known of a database by the statements that ran on it. */
export interface World {
  readonly schemas: Map<string, Thing>;
  readonly temporary: Map<string, Thing>;
  /** Where names without a schema are; null where no statement said so. */
  search: string | null;
  /** Takes the last changes back, in their order. */
  readonly undo: (() => void)[];
}

export function emptyWorld(): World {
  return { schemas: new Map(), temporary: new Map(), search: null, undo: [] };
}

/** @returns the things that the step dropped or emptied */
export function apply(world: World, step: Step, moment: Moment): readonly Thing[] {
  if (step.does === "search") world.search = step.schema;
  if (step.does === "make") make(world, step.object, moment);
  if (step.does === "rename") rename(world, step.object, step.to, moment);
  return step.does === "drop" ? drop(world, step.object, moment) : [];
}

/** Applies steps and takes them back. */
export async function trying<Result>(world: World, use: () => Promise<Result>): Promise<Result> {
  world.undo.length = 0;
  const result = await use();
  for (const back of world.undo.toReversed()) back();
  return result;
}

/** Forgets what ends with a session: temporary things, and where names are looked for. */
export function endSession(world: World): void {
  world.temporary.clear();
  world.search = null;
  world.undo.length = 0;
}

/** Where things of a name are looked for. */
interface Place {
  readonly map: Map<string, Thing>;
  readonly parent: Thing | null;
}

function inside(parent: Thing): Place {
  return { map: parent.inside, parent };
}

/** What was not seen to be made was there before. */
function known({ map, parent }: Place, kind: Thing["kind"], name: string, marks: Partial<Marks> = {}): Thing {
  const found = map.get(keyOf(kind, name));
  if (found !== undefined) return found;
  const thing = thingOf(kind, name, parent, marks);
  map.set(keyOf(kind, name), thing);
  return thing;
}

function schemaOf({ schemas, search }: World, schema: string | null): Thing {
  return known({ map: schemas, parent: null }, "schema", schema ?? search ?? "public");
}

function isGuessed({ search }: World, { kind, schema }: Named): boolean {
  return kind !== "schema" && schema === null && search === null;
}

/** The table or type that a name is about. */
function holderOf(world: World, object: Named): Thing {
  const { kind, schema, name } = object;
  const own = kind === "type" || kind === "attribute" ? "type" : "table";
  const passing = schema === null || schema === "pg_temp" ? world.temporary.get(keyOf(own, name)) : undefined;
  return passing ?? known(inside(schemaOf(world, schema)), own, name, { guessed: isGuessed(world, object) });
}

function find(world: World, object: Named): Thing {
  const { kind, name, column } = object;
  if (kind === "schema") return schemaOf(world, name);
  const holder = holderOf(world, object);
  if (column === null) return holder;
  return known(inside(holder), kind === "attribute" ? kind : "column", column, { guessed: isGuessed(world, object) });
}

function placeOf(world: World, object: Named): Place {
  if (object.kind === "schema") return { map: world.schemas, parent: null };
  return inside(object.column === null ? schemaOf(world, object.schema) : holderOf(world, object));
}

function make(world: World, object: Made, moment: Moment): void {
  const { temporary, column } = object;
  const passing: Place = { map: world.temporary, parent: null };
  const { map, parent } = temporary && column === null ? passing : placeOf(world, object);
  const [kind, name] = [object.kind === "rows" ? "table" : object.kind, column ?? object.name];
  const old = map.get(keyOf(kind, name));
  if (old !== undefined && goneOf(old) === null) return;
  const thing = thingOf(kind, name, parent, { temporary, made: true, guessed: isGuessed(world, object) });
  if (old !== undefined) follow(world, old, { ...moment, thing, renamed: false });
  put(world, map, thing);
}

function rename(world: World, object: Named, to: Named, moment: Moment): void {
  const thing = find(world, object);
  const { name, parent, kind } = thing;
  const from = parent?.inside ?? (kind === "schema" ? world.schemas : world.temporary);
  const place = thing.temporary ? { map: from, parent } : placeOf(world, to);
  from.delete(keyOf(kind, name));
  Object.assign(thing, { name: to.column ?? to.name, parent: place.parent });
  world.undo.push(() => {
    Object.assign(thing, { name, parent });
    from.set(keyOf(kind, name), thing);
  });
  const old = place.map.get(keyOf(kind, thing.name));
  if (old !== undefined && goneOf(old) !== null) follow(world, old, { ...moment, thing, renamed: true });
  put(world, place.map, thing);
}

/** A schema that goes with CASCADE takes its tables along. */
function drop(world: World, object: Dropped, moment: Moment): readonly Thing[] {
  const thing = find(world, object);
  if (object.kind === "rows") return [thing];
  const around = thing.kind === "schema" && object.cascade ? [...thing.inside.values()] : [];
  const tables = around.filter((one) => one.kind === "table" && one.gone === null);
  const { gone } = thing;
  world.undo.push(() => {
    thing.gone = gone;
  });
  thing.gone ??= moment;
  return [thing, ...tables];
}

function follow(world: World, old: Thing, next: Next): void {
  const before = old.next;
  world.undo.push(() => {
    old.next = before;
  });
  old.next = next;
}

function put({ undo }: World, map: Map<string, Thing>, thing: Thing): void {
  const key = keyOf(thing.kind, thing.name);
  const old = map.get(key);
  undo.push(() => (old === undefined ? map.delete(key) : map.set(key, old)));
  map.set(key, thing);
}
