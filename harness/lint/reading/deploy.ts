import type { ActedOn, Action } from "../../sql/action.ts";
import type { Before } from "../rule.ts";
import { columnOf, isSame, isSameTable } from "./objects.ts";

/** An action of the same deploy, and the name that an object of interest had when it ran. */
export interface Met {
  readonly action: Action;
  readonly name: ActedOn;
}

/** What the deploy did before, the latest first; names are followed back through renames. */
export function earlier(object: ActedOn, before: Before): readonly Met[] {
  const met: Met[] = [];
  let name = object;
  for (const action of [...before.done].reverse()) {
    name = formerName(name, action);
    met.push({ action, name });
  }
  return met;
}

/** What the deploy does afterwards, in order; names are followed through renames. */
export function afterwards(object: ActedOn, before: Before): readonly Met[] {
  const met: Met[] = [];
  let name = object;
  for (const action of before.later) {
    met.push({ action, name });
    name = laterName(name, action);
  }
  return met;
}

function formerName(name: ActedOn, action: Action): ActedOn {
  if (action.does === "set-schema" && isSameTable({ ...action.object, schema: action.to }, name)) {
    return { ...name, schema: action.object.schema };
  }
  if (action.does !== "rename") return name;
  const { kind, object, to } = action;
  if (kind === "column") return isSameTable(object, name) && to === name.part ? { ...name, part: object.part } : name;
  return kind === "table" && isSameTable({ ...object, name: to }, name) ? { ...name, name: object.name } : name;
}

function laterName(name: ActedOn, action: Action): ActedOn {
  if (action.does === "set-schema" && isSameTable(action.object, name)) return { ...name, schema: action.to };
  if (action.does !== "rename") return name;
  if (action.kind === "column") return isSame(action.object, name) ? { ...name, part: action.to } : name;
  return action.kind === "table" && isSameTable(action.object, name) ? { ...name, name: action.to } : name;
}

type AddColumn = Extract<Action, { does: "add-column" }>;

/** The command of this deploy that added the column; null where it stood there before. */
export function addedHere(column: ActedOn, before: Before): AddColumn | null {
  for (const { action, name } of earlier(column, before)) {
    if (action.does === "add-column" && isSame(action.object, name)) return action;
  }
  return null;
}

/** The deploy drops the table later on, or what it stands in: then that is what there is to tell. */
export function isDroppedLater(table: ActedOn, before: Before): boolean {
  return afterwards(table, before).some(
    ({ action, name }) => action.does === "drop" && action.kind === "table" && isSameTable(action.object, name),
  );
}

/** The deploy took all rows away before; that is what there is to tell, and the rest is about no row. */
export function isEmptied(table: ActedOn, before: Before): boolean {
  return earlier(table, before).some(
    ({ action, name }) =>
      (action.does === "truncate" || (action.does === "delete" && !action.chooses)) && isSameTable(action.object, name),
  );
}

/** Where earlier statements of the deploy copied the table's rows to, to stay there; null where they did not. */
export function copyOf(table: ActedOn, before: Before): Extract<Action, { does: "insert" }> | null {
  for (const { action, name } of earlier(table, before)) {
    const copies = action.does === "insert" && action.from !== null && isSameTable(action.from, name);
    if (copies && !isSameTable(action.object, name) && stays(action.object, before)) return action;
  }
  return null;
}

/** A copy that ends with the deploy is one if it was copied on. */
function stays(copy: ActedOn, before: Before): boolean {
  const isTemporary = before.done.some(
    (action) => action.does === "make" && action.temporary && isSameTable(action.object, copy),
  );
  if (!isTemporary && !isDroppedLater(copy, before)) return true;
  return afterwards(copy, before).some(
    ({ action, name }) => action.does === "insert" && action.from !== null && isSameTable(action.from, name),
  );
}

/** An earlier statement of the deploy mended the rows: took some away, or set one of the columns. */
export function areMended(table: ActedOn, columns: readonly string[], before: Before): boolean {
  return columns.some((column) =>
    earlier(columnOf(table, column), before).some(({ action, name }) => {
      if (action.does === "truncate" || action.does === "delete") return isSameTable(action.object, name);
      return action.does === "update" && isSameTable(action.object, name) && action.columns.includes(name.part ?? "");
    }),
  );
}
