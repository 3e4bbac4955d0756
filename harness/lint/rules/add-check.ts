import { addedHere, areMended } from "../reading/deploy.ts";
import { columnOf, shown, tableOf } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const addCheck: Rule = {
  code: "add-check",
  title: "A CHECK is added to a table with rows",
  about: "data",
  severity: "warning",
  settledBy: ["candidate"],
  harm: "One old row that breaks the rule refuses the whole deploy; and while the server reads every row to find out, nobody reads or writes the table.",
  remedy:
    "Mend the rows first. On a large table ADD CONSTRAINT … CHECK (…) NOT VALID, which holds for new rows at once, and VALIDATE CONSTRAINT in a later migration.",
  flags: [
    "alter table people add constraint people_age_check check (age >= 0)",
    "alter table people drop constraint people_role_check, add constraint people_role_check check (role in ('a', 'b'))",
    "alter domain email add constraint email_check check (value like '%@%')",
  ],
  permits: [
    "alter table people add constraint people_age_check check (age >= 0) not valid",
    "alter table people add column age int check (age >= 0)",
    "alter table people add column age int default 1; alter table people add constraint people_age_check check (age >= 0)",
    "update people set age = 0 where age < 0; alter table people add constraint people_age_check check (age >= 0)",
    "create table notes (id int); alter table notes add check (id > 0)",
  ],
  judge(action, before) {
    if (action.does !== "add-constraint" || action.kind !== "check" || !action.validated) return [];
    const table = tableOf(action.object);
    if (before.isFresh(table) || areMended(table, action.columns, before)) return [];
    if (
      action.columns.length > 0 &&
      action.columns.every((column) => addedHere(columnOf(table, column), before) !== null)
    ) {
      return [];
    }
    const what = action.columns.join() === "value" ? "value" : "row";
    const rule = action.expression === null ? "" : ` (${action.expression})`;
    return [{ object: action.object, message: `ADD CHECK fails if one ${what} of ${shown(table)} breaks it${rule}.` }];
  },
};
