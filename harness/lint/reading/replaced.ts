import type { ActedOn } from "../../sql/action.ts";
import { literally } from "../../text/literally.ts";
import type { Before } from "../rule.ts";
import { earlier } from "./deploy.ts";
import { isSameTable } from "./objects.ts";

/**
 * The deploy dropped a constraint of that name before, as tools do to change ON DELETE or to carry a rename into a
 * name that is made of the table's and the columns': the rows obeyed it.
 */
export function isReplaced(constraint: ActedOn, before: Before): boolean {
  const renamed = renamer(before);
  return earlier(constraint, before).some(({ action, name }) => {
    if (action.does !== "drop" || action.kind !== "constraint" || !isSameTable(action.object, name)) return false;
    const dropped = action.object.part ?? "";
    return [dropped, renamed(dropped)].some((one) => stemOf(one) === stemOf(constraint.part ?? ""));
  });
}

/** Tools differ in how such a name ends. */
function stemOf(name: string): string {
  return name.replace(/_(?:fk|fkey|foreign|key|unique)$/, "");
}

/** Puts the new names of tables and columns for the old ones inside of another name. */
function renamer(before: Before): (name: string) => string {
  const names = new Map<string, string>();
  for (const action of before.done) {
    if (action.does === "rename") names.set(action.object.part ?? action.object.name, action.to);
  }
  if (names.size === 0) return (name) => name;
  const longestFirst = [...names.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(longestFirst.map(literally).join("|"), "g");
  return (name) => name.replaceAll(pattern, (old) => names.get(old) ?? old);
}
