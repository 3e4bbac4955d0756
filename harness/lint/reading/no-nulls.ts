import type { ActedOn, Action } from "../../sql/action.ts";
import { literally } from "../../text/literally.ts";
import type { Before } from "../rule.ts";
import { addedHere, earlier } from "./deploy.ts";
import { isSameTable } from "./objects.ts";

/** Why no row can hold NULL in the column by now, as far as this deploy tells. */
export function hasNoNulls(column: ActedOn, before: Before): boolean {
  const added = addedHere(column, before);
  if (added !== null && added.default !== "none" && added.default !== "null") return true;
  return earlier(column, before).some(({ action, name }) => "object" in action && rulesOut(action, name, before));
}

/**
 * A CHECK (… IS NOT NULL) of an older migration, as far as this one shows it: it is dropped once the column says the
 * same, under a name that has the column's in it.
 */
export function wasChecked(column: ActedOn, before: Before): boolean {
  return before.later.some((action) => {
    if (action.does !== "drop" || action.kind !== "constraint" || !isSameTable(action.object, column)) return false;
    const name = action.object.part ?? "";
    return name.includes(column.part ?? "") && !/_(?:key|unique|uniq|fk|fkey|pk|pkey)$/.test(name);
  });
}

/** `name` is the column as it was called when the action ran. */
function rulesOut(action: Action, name: ActedOn, before: Before): boolean {
  const column = name.part ?? "";
  if (action.does === "validate-constraint") {
    return isSameTable(action.object, name) && isCheckOf(action.object, column, before);
  }
  if (action.does === "update") {
    const fills = !action.chooses || asksForNull(action.where, column) || addedHere(name, before) !== null;
    return isSameTable(action.object, name) && action.columns.includes(column) && fills;
  }
  if (action.does === "delete") return isSameTable(action.object, name) && asksForNull(action.where, column);
  if (action.does === "truncate") return isSameTable(action.object, name);
  return (
    action.does === "add-constraint" &&
    isSameTable(action.object, name) &&
    ((action.kind === "primary key" && action.columns.includes(column)) ||
      (action.kind === "check" && action.validated && asksForValue(action.expression, column)))
  );
}

/** A constraint that an older migration left unvalidated is taken for what makes SET NOT NULL quick. */
function isCheckOf(constraint: ActedOn, column: string, before: Before): boolean {
  const own = before.done.find(
    (action) =>
      action.does === "add-constraint" &&
      isSameTable(action.object, constraint) &&
      action.object.part === constraint.part,
  );
  if (own?.does !== "add-constraint") return true;
  return own.kind === "check" ? asksForValue(own.expression, column) : own.columns.includes(column);
}

function named(column: string): string {
  return `(?<![\\w"])"?${literally(column.replaceAll('"', '""'))}"?`;
}

function asksForNull(text: string | null, column: string): boolean {
  return text !== null && new RegExp(`${named(column)}\\s*\\)?\\s+is\\s+null\\b`, "i").test(text);
}

function asksForValue(text: string | null, column: string): boolean {
  return text !== null && new RegExp(`${named(column)}\\s*\\)?\\s+is\\s+not\\s+null\\b`, "i").test(text);
}
