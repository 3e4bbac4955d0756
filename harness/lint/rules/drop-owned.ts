import { isSame, shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropOwned: Rule = {
  code: "drop-owned",
  title: "All that a role owns is dropped",
  about: "destructive",
  severity: "error",
  settledBy: ["survival", "protection"],
  harm: "Every table that the role owns in this database goes with all rows, and every grant to it; the statement names none of them.",
  remedy:
    "REASSIGN OWNED BY … TO … before it in the same migration; then only what the role was granted is left to go.",
  flags: [
    "drop owned by app_old",
    "drop owned by app_old, app_older cascade",
    "reassign owned by app_older to app; drop owned by app_old",
  ],
  permits: [
    "reassign owned by app_old to app",
    "revoke all on people from app_old",
    "reassign owned by app_old, app_older to app; drop owned by app_old",
  ],
  judge(action, before) {
    if (action.does !== "drop" || action.kind !== "owned") return [];
    const isHandedOn = before.done.some((one) => one.does === "reassign-owned" && isSame(one.object, action.object));
    if (isHandedOn) return [];
    const message = `DROP OWNED throws away every table that belongs to the role ${shown(action.object)}.`;
    return [{ object: action.object, message }];
  },
};
