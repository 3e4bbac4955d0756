import type { Action } from "../../sql/action.ts";
import type { Before } from "../rule.ts";
import { afterwards, earlier, isDroppedLater, type Met } from "./deploy.ts";
import { isSame, tableOf } from "./objects.ts";

type Drop = Extract<Action, { does: "drop" }>;

/** What hung on an old table is gone at the end of the deploy, while the table stays; false where the deploy itself had made it. */
export function isGoneForGood(drop: Drop, before: Before): boolean {
  const table = tableOf(drop.object);
  if (before.isFresh(table) || isDroppedLater(table, before)) return false;
  const makes = (found: readonly Met[]) =>
    found.some(
      ({ action, name }) => action.does === "make" && action.kind === drop.kind && isSame(action.object, name),
    );
  return !makes(afterwards(drop.object, before)) && !makes(earlier(drop.object, before));
}
