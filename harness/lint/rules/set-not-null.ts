import { hasNoNulls, wasChecked } from "../reading/no-nulls.ts";
import { columnOf, shown, tableOf } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const setNotNull: Rule = {
  code: "set-not-null",
  title: "A column becomes NOT NULL",
  about: "data",
  severity: "warning",
  settledBy: ["candidate"],
  needs: "null",
  harm: "One row with NULL refuses the whole deploy; and while the server reads every row to find out, nobody reads or writes the table.",
  remedy:
    "Fill the column first (UPDATE … SET … WHERE … IS NULL). On a large table, ADD CONSTRAINT … CHECK (… IS NOT NULL) NOT VALID in one migration, VALIDATE CONSTRAINT in a later one: SET NOT NULL then reads no rows.",
  flags: [
    "alter table people alter column email set not null",
    "update people set email = '' where name = 'Ann'; alter table people alter column email set not null",
    "alter table people add column email text; alter table people alter column email set not null",
  ],
  permits: [
    "update people set email = '' where email is null; alter table people alter column email set not null",
    "alter table people add column active boolean default true; alter table people alter column active set not null",
    "alter table people validate constraint people_email_there; alter table people alter column email set not null",
    "alter table people alter column email set not null; alter table people drop constraint people_email_there",
    "create table notes (note text); alter table notes alter column note set not null",
    "delete from people where email is null; alter table people alter column email set not null",
    "alter table people add column mail text; update people set mail = email; alter table people rename mail to address; alter table people alter column address set not null",
    "alter table people alter column email drop not null",
    "alter table people add column team text; update people set team = teams.name from teams where teams.id = people.team_id; alter table people alter column team set not null",
  ],
  judge(action, before) {
    const columns =
      action.does === "set-not-null"
        ? [action.object]
        : action.does === "add-constraint" && action.kind === "not null" && action.validated
          ? action.columns.map((column) => columnOf(action.object, column))
          : [];
    return columns
      .filter(
        (column) => !before.isFresh(tableOf(column)) && !hasNoNulls(column, before) && !wasChecked(column, before),
      )
      .map((object) => ({ object, message: `SET NOT NULL fails if one row holds NULL in ${shown(object)}.` }));
  },
};
