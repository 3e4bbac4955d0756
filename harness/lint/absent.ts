import type { ActedOn, Action, DroppedKind } from "../sql/action.ts";
import { holderSpace, partSpaces, type Space, spaceOf } from "./spaces.ts";
import { find, hasAny, partKey, usualSchema, type World } from "./things.ts";

/** Of these every statement that makes one is read; others come along with something else. */
const read: ReadonlySet<DroppedKind> = new Set<DroppedKind>([
  "table",
  "view",
  "materialized view",
  "type",
  "domain",
  "column",
  "trigger",
  "policy",
]);

/** DROP … IF EXISTS of what no migration made: it drops nothing. False where the migrations do not tell all. */
export function isAbsent(world: World, action: Action): boolean {
  if (action.does !== "drop" || !action.ifExists || !read.has(action.kind)) return false;
  const { object } = action;
  if (!world.founded || world.strange || !isOfMigrations(world, object)) return false;
  const space = spaceOf(action, object);
  const thing = find(world, holderSpace(space), object);
  if (thing === undefined || object.part === null) return thing === undefined;
  if (partSpaces.has(space)) return !thing.parts.has(partKey(space, object));
  return !thing.moreColumns && !thing.columns.has(object.part);
}

/** All that is in the schema is code, which holds no data; false where an extension may have put its types there. */
export function isBare(world: World, { name }: ActedOn): boolean {
  if (!world.founded || world.strange || !isOfMigrations(world, { schema: name, name: "", part: null })) return false;
  const holds: readonly (readonly [string | null, Space])[] = [
    [name, "relation"],
    [name, "type"],
    [null, "extension"],
  ];
  return !holds.some(([schema, space]) => hasAny(world, schema, space));
}

/** In a schema that they made, and not named as tools name their own tables. */
function isOfMigrations(world: World, { schema, name }: ActedOn): boolean {
  if (name.startsWith("_")) return false;
  if (schema === null) return world.search === usualSchema;
  return schema === usualSchema || find(world, "schema", { schema: null, name: schema, part: null }) !== undefined;
}

/** It acts on what no migration made, or cannot be read: then the migrations do not tell all that there is. */
export function isStrange(world: World, action: Action): boolean {
  if (action.does === "unread") return true;
  // Of what is renamed here, one kind cannot be told from another.
  if ((action.does === "rename" || action.does === "set-schema") && action.kind === "other") return true;
  const holder = holderOf(action);
  return holder !== null && ["relation" as const, "type" as const].every((space) => !find(world, space, holder));
}

/** The table, or composite type, that has to be there. */
function holderOf(action: Action): ActedOn | null {
  switch (action.does) {
    case "make":
      return action.index?.table ?? (partSpaces.has(spaceOf(action, action.object)) ? action.object : null);
    case "drop":
      return action.ifExists || !read.has(action.kind) ? null : action.object;
    case "truncate":
    case "delete":
    case "update":
    case "insert":
    case "add-column":
    case "change-type":
    case "set-not-null":
    case "rename":
    case "row-security":
      return "kind" in action && action.kind === "schema" ? null : action.object;
    default:
      return null;
  }
}
