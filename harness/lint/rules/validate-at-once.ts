import { isSame, shown, tableOf } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const validateAtOnce: Rule = {
  code: "validate-at-once",
  title: "NOT VALID and VALIDATE in one deploy",
  about: "deploy",
  severity: "warning",
  settledBy: [],
  harm: "NOT VALID is there to part the short lock from the long look at every row; in one transaction the lock is held until both are done, and one bad row refuses both.",
  remedy:
    "Leave ADD CONSTRAINT … NOT VALID in this migration and put VALIDATE CONSTRAINT into the migration of a later deploy.",
  flags: [
    "alter table people add constraint people_age_check check (age >= 0) not valid; alter table people validate constraint people_age_check",
    "alter table people add constraint people_team_fk foreign key (team_id) references teams not valid; alter table people validate constraint people_team_fk",
  ],
  permits: [
    "alter table people validate constraint people_age_check",
    "alter table people add constraint people_age_check check (age >= 0) not valid; alter table people validate constraint people_team_fk",
    "create table notes (id int); alter table notes add constraint notes_check check (id > 0) not valid; alter table notes validate constraint notes_check",
  ],
  judge(action, before) {
    if (action.does !== "validate-constraint" || !before.inTransaction) return [];
    if (before.isFresh(tableOf(action.object))) return [];
    const own = before.done.some(
      (done) => done.does === "add-constraint" && !done.validated && isSame(done.object, action.object),
    );
    if (!own) return [];
    const message = `${shown(action.object)} is added NOT VALID and validated in one transaction, which holds the lock throughout.`;
    return [{ object: action.object, message }];
  },
};
