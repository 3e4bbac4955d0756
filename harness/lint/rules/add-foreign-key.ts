import { addedHere, areMended } from "../reading/deploy.ts";
import { columnOf, listed, shown, tableOf } from "../reading/objects.ts";
import { isReplaced } from "../reading/replaced.ts";
import type { Rule } from "../rule.ts";

export const addForeignKey: Rule = {
  code: "add-foreign-key",
  title: "A foreign key is added to a table with rows",
  about: "data",
  severity: "warning",
  settledBy: ["candidate"],
  harm: "One row that refers to nothing refuses the whole deploy; and while every row is looked up, neither of the two tables can be written.",
  remedy:
    "Mend the orphans first. On a large table ADD CONSTRAINT … FOREIGN KEY … NOT VALID, which holds for new rows at once, and VALIDATE CONSTRAINT in a later migration.",
  flags: [
    "alter table people add constraint people_team_fk foreign key (team_id) references teams (id)",
    "do $$ begin alter table people add constraint people_team_fk foreign key (team_id) references teams; exception when duplicate_object then null; end $$",
    "alter table people drop constraint people_team_id_admins_fk; alter table people add constraint people_team_id_teams_fk foreign key (team_id) references teams",
  ],
  permits: [
    "alter table people add constraint people_team_fk foreign key (team_id) references teams (id) not valid",
    "alter table people add column team_id int references teams",
    "alter table people add column role text not null default 'member' references roles (name)",
    "alter table people add column team_id int; alter table people add constraint people_team_fk foreign key (team_id) references teams",
    "alter table people drop constraint people_team_id_fk; alter table people add constraint people_team_id_fkey foreign key (team_id) references teams on delete cascade",
    "alter table people rename column team_id to group_id; alter table people drop constraint people_team_id_fk; alter table people add constraint people_group_id_fk foreign key (group_id) references teams",
    "create table notes (person_id int); alter table notes add foreign key (person_id) references people",
    "delete from people where team_id not in (select id from teams); alter table people add foreign key (team_id) references teams",
  ],
  judge(action, before) {
    if (action.does !== "add-constraint" || action.kind !== "foreign key" || !action.validated) return [];
    const table = tableOf(action.object);
    if (before.isFresh(table) || areMended(table, action.columns, before)) return [];
    const isNew = action.columns.some((column) => addedHere(columnOf(table, column), before) !== null);
    if (isNew || isReplaced(action.object, before)) return [];
    const message = `FOREIGN KEY fails if ${listed(action.columns)} of one row of ${shown(table)} refers to nothing.`;
    const object = action.columns.length === 1 ? columnOf(table, action.columns[0] ?? "") : table;
    return [{ object, message }];
  },
};
