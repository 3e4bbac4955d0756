import { addedHere, areMended } from "../reading/deploy.ts";
import { columnOf, shown, tableOf } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const addExclusion: Rule = {
  code: "add-exclusion",
  title: "An exclusion constraint is added to a table with rows",
  about: "data",
  severity: "warning",
  settledBy: ["candidate"],
  harm: "Two rows that overlap refuse the whole deploy, and there is no NOT VALID for it: nobody reads or writes the table while the index is built.",
  remedy: "Look for rows that overlap and mend them in the same migration; add it when the table is small or at rest.",
  flags: [
    "alter table bookings add constraint no_overlap exclude using gist (during with &&)",
    "alter table bookings add exclude using gist (room with =, during with &&)",
  ],
  permits: [
    "create table bookings (during tstzrange); alter table bookings add exclude using gist (during with &&)",
    "alter table bookings add column during tstzrange; alter table bookings add exclude using gist (during with &&)",
    "delete from bookings where cancelled; alter table bookings add exclude using gist (during with &&)",
  ],
  judge(action, before) {
    if (action.does !== "add-constraint" || action.kind !== "exclude") return [];
    const table = tableOf(action.object);
    const isNew = action.columns.some((column) => addedHere(columnOf(table, column), before) !== null);
    if (before.isFresh(table) || isNew || areMended(table, action.columns, before)) return [];
    return [{ object: action.object, message: `EXCLUDE fails if two rows of ${shown(table)} exclude each other.` }];
  },
};
