import { addedHere } from "../reading/deploy.ts";
import { columnOf, shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const updateAll: Rule = {
  code: "update-all",
  title: "An UPDATE without a condition",
  about: "lossy",
  severity: "warning",
  settledBy: ["survival"],
  harm: "An UPDATE that chooses nothing overwrites the column in every row, also where the old value was right; what it was is nowhere any more.",
  remedy:
    "Say by a WHERE which rows are meant (WHERE … IS NULL for a backfill), or write the new value to a new column. If every value is meant to change, declare what it becomes.",
  flags: [
    "update people set email = lower(email)",
    "update people set active = false where true",
    "alter table people add column mail text; update people set mail = email, email = ''",
  ],
  permits: [
    "alter table people add column mail text; update people set mail = email",
    "update people set email = lower(email) where email <> lower(email)",
    "create table people (id int, note text); update people set note = ''",
    "update people set team_id = teams.id from teams where teams.name = people.team",
  ],
  judge(action, before) {
    if (action.does !== "update" || action.chooses || before.isFresh(action.object)) return [];
    return action.columns
      .map((column) => columnOf(action.object, column))
      .filter((column) => addedHere(column, before) === null)
      .map((object) => ({ object, message: `UPDATE without a choice overwrites ${shown(object)} in every row.` }));
  },
};
