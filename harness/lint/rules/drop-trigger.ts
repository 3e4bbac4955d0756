import { shown } from "../reading/objects.ts";
import { isGoneForGood } from "../reading/remade.ts";
import type { Rule } from "../rule.ts";

export const dropTrigger: Rule = {
  code: "drop-trigger",
  title: "A trigger is dropped",
  about: "destructive",
  severity: "error",
  settledBy: ["protection"],
  harm: "What the trigger wrote or refused happens no more: audit rows, balances and checks fall silent without an error anywhere.",
  remedy:
    "Write CREATE OR REPLACE TRIGGER, or make it again under the same name in the same migration. If it is not needed any more, approve its loss in holdfast/<migration>.json, by its name and the code protection/trigger-lost.",
  flags: [
    "create table people (id int); create trigger people_audit after update on people for each row execute function audit(); -- before\ndrop trigger if exists people_audit on people",
    "drop trigger people_audit on people",
    "drop trigger if exists people_audit on people; create trigger teams_audit after update on teams for each row execute function audit()",
  ],
  permits: [
    "drop trigger if exists people_audit on people; create trigger people_audit after update on people for each row execute function audit()",
    "drop trigger people_audit on people; drop table people",
    "create table notes (id int); drop trigger if exists notes_audit on notes",
    "create table people (id int); -- before\ndrop trigger if exists people_audit on people",
    "alter table people rename to persons; drop trigger people_audit on persons; create trigger people_audit after update on persons for each row execute function audit()",
  ],
  judge(action, before) {
    if (action.does !== "drop" || action.kind !== "trigger" || !isGoneForGood(action, before)) return [];
    return [
      {
        object: action.object,
        message: `DROP TRIGGER takes ${shown(action.object)} away and no statement makes it again.`,
      },
    ];
  },
};
