import type { ActedOn, Action, DroppedKind } from "../../sql/action.ts";
import type { Before } from "../rule.ts";

/** Of a DROP … CASCADE of one of the kinds: what it drops, unless this deploy made it. */
export function cascadesFrom(action: Action, kinds: readonly DroppedKind[], before: Before): ActedOn | null {
  if (action.does !== "drop" || !action.cascade || !kinds.includes(action.kind)) return null;
  return before.isFresh(action.object) ? null : action.object;
}
