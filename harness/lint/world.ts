import type { ActedOn, Action } from "../sql/action.ts";
import { isStrange } from "./absent.ts";
import { holderSpace, partSpaces, type Space, spaceOf } from "./spaces.ts";
import {
  columnOf,
  find,
  inSchema,
  keyOf,
  known,
  partKey,
  placeOf,
  put,
  temporarySchema,
  thingOf,
  usualSchema,
  type World,
} from "./things.ts";

/** Forgets what ends with a session: temporary things, and where names are looked for. */
export function endSession(world: World): void {
  for (const key of inSchema(world, temporarySchema)) world.things.delete(key);
  world.search = usualSchema;
}

/** @param fresh that the action is one of the deploy */
export function apply(world: World, action: Action, fresh: boolean): void {
  if (isStrange(world, action)) world.strange = true;
  if (action.does === "make") make(world, action, fresh);
  if (action.does === "add-column" || action.does === "add-attribute") addColumn(world, action, fresh);
  if (action.does === "change-type") retype(world, action);
  if (action.does === "drop") drop(world, action);
  if (action.does === "rename") rename(world, action);
  if (action.does === "set-schema") move(world, action);
  if (action.does === "set" && action.name === "search_path") world.search = searched(action.value);
  if (action.does === "add-constraint" && fresh) {
    known(world, "relation", action.object).parts.set(partKey("constraint", action.object), true);
  }
}

function searched(value: string | null): string {
  return value === null || value === "" || value === "$user" ? usualSchema : value;
}

function make(world: World, action: Extract<Action, { does: "make" }>, fresh: boolean): void {
  const space = spaceOf(action, action.object);
  if (partSpaces.has(space)) {
    known(world, "relation", action.object).parts.set(partKey(space, action.object), fresh);
    return;
  }
  const { temporary, object, columns, moreColumns } = action;
  if (action.kind === "table" && !fresh) world.founded = true;
  const key = placeOf(world, space, temporary ? { ...object, schema: temporarySchema } : object);
  // IF NOT EXISTS, or OR REPLACE.
  if (world.things.has(key)) return;
  const thing = put(world, key, thingOf(fresh, moreColumns));
  for (const { name, type, computed } of columns) thing.columns.set(name, { fresh, type, computed });
}

function addColumn(
  world: World,
  action: Extract<Action, { does: "add-column" | "add-attribute" }>,
  fresh: boolean,
): void {
  const { columns } = known(world, holderSpace(spaceOf(action, action.object)), action.object);
  const name = action.object.part ?? "";
  const computed = action.does === "add-column" && (action.default === "stored" || action.default === "virtual");
  if (!columns.has(name)) columns.set(name, { fresh, type: action.type, computed });
}

function retype(world: World, { object, type }: Extract<Action, { does: "change-type" }>): void {
  const space = find(world, "relation", object) === undefined && find(world, "type", object) ? "type" : "relation";
  const { columns } = known(world, space, object);
  const name = object.part ?? "";
  const { fresh = false, computed = false } = columns.get(name) ?? {};
  columns.set(name, { fresh, type, computed });
}

function drop(world: World, action: Extract<Action, { does: "drop" }>): void {
  const { object } = action;
  const space = spaceOf(action, object);
  if (action.perhaps) return;
  if (action.kind === "expression") enter(world, object);
  else if (space === "column" || space === "attribute") {
    find(world, holderSpace(space), object)?.columns.delete(object.part ?? "");
  } else if (partSpaces.has(space)) {
    find(world, "relation", object)?.parts.delete(partKey(space, object));
  } else if (space === "schema") {
    for (const key of inSchema(world, object.name)) world.things.delete(key);
    world.things.delete(placeOf(world, space, object));
  } else if (space !== "other") world.things.delete(placeOf(world, space, object));
}

/** DROP EXPRESSION keeps the values, which are then entered as others are. */
function enter(world: World, column: ActedOn): void {
  const { columns } = find(world, "relation", column) ?? {};
  const was = columnOf(find(world, "relation", column), column);
  if (was !== undefined) columns?.set(column.part ?? "", { ...was, computed: false });
}

function rename(world: World, action: Extract<Action, { does: "rename" }>): void {
  const { object, to } = action;
  const space = spaceOf(action, object);
  if (space === "column" || space === "attribute") {
    const columns = find(world, holderSpace(space), object)?.columns;
    const column = columns?.get(object.part ?? "");
    columns?.delete(object.part ?? "");
    if (column !== undefined) columns?.set(to, column);
  } else if (space === "schema") {
    for (const key of inSchema(world, object.name)) {
      const [, inner, name] = JSON.parse(key) as readonly [string, Space, string];
      carry(world, key, keyOf(inner, to, name));
    }
    carry(world, placeOf(world, space, object), keyOf(space, null, to));
  } else if (space !== "other") {
    const from = placeOf(world, space, object);
    const [schema] = JSON.parse(from) as readonly [string];
    known(world, space, object);
    carry(world, from, keyOf(space, schema, to));
  }
}

function carry(world: World, from: string, to: string): void {
  const thing = world.things.get(from);
  world.things.delete(from);
  if (thing !== undefined) world.things.set(to, thing);
}

function move(world: World, action: Extract<Action, { does: "set-schema" }>): void {
  const { object, to } = action;
  const space = spaceOf(action, object);
  if (space === "other") return;
  const thing = known(world, space, object);
  carry(world, placeOf(world, space, object), keyOf(space, to, object.name));
  // A schema that takes in what was there before is no longer one that holds nothing from before.
  const around = keyOf("schema", null, to);
  if (!thing.fresh && world.things.get(around)?.fresh) world.things.set(around, thingOf(false, true));
}
