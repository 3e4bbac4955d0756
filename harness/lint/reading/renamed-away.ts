import type { ActedOn, Action } from "../../sql/action.ts";
import type { Before } from "../rule.ts";
import { afterwards } from "./deploy.ts";
import { columnOf, isSame, isSameTable } from "./objects.ts";

/** What an old object that bore the name is called now, since the deploy renamed it; null where none did. */
export function givesAway(name: ActedOn, before: Before): ActedOn | null {
  let now: ActedOn | null = null;
  for (const action of before.done) {
    const to = newNameOf(action);
    if (to === null || action.does !== "rename") continue;
    if (isSame(action.object, name) && !before.isFresh(to)) now = to;
    else if (now !== null && isSame(action.object, now)) now = isSame(to, name) ? null : to;
  }
  return now;
}

function newNameOf(action: Action): ActedOn | null {
  if (action.does !== "rename") return null;
  if (action.kind === "column") return columnOf(action.object, action.to);
  return action.kind === "table" ? { ...action.object, name: action.to } : null;
}

/** The deploy puts rows or values into what bears the name now: before it took it, or afterwards. */
export function copyInto(name: ActedOn, old: ActedOn, taking: Action, before: Before): boolean {
  const source = taking.does === "rename" ? taking.object : name;
  return (
    before.done.some((action) => fills(action, source, before)) ||
    afterwards(name, before).some((met) => fills(met.action, met.name, before)) ||
    before.later.some((action) => action.does === "drop" && isSame(action.object, old))
  );
}

function fills(action: Action, object: ActedOn, before: Before): boolean {
  if (action.does === "attach-partition") {
    // What guards a partition does not guard the table that it is a part of.
    return object.part === null && isSameTable(action.object, object) && !before.isGuarded(action.partition);
  }
  if (action.does === "insert")
    return object.part === null && action.from !== null && isSameTable(action.object, object);
  return action.does === "update" && isSameTable(action.object, object) && action.columns.includes(object.part ?? "");
}
