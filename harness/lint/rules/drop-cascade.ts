import type { Action } from "../../sql/action.ts";
import { cascadesFrom } from "../reading/cascade.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropCascade: Rule = {
  code: "drop-cascade",
  title: "CASCADE drops what is not named",
  about: "destructive",
  severity: "warning",
  settledBy: ["protection"],
  harm: "CASCADE also drops what is not named: triggers, policies, defaults and constraints that call a function, foreign keys that rest on a key.",
  remedy:
    "Drop what depends on it by name, then leave CASCADE out: the server lists what is left. CREATE OR REPLACE FUNCTION keeps triggers as they are.",
  flags: [
    "drop function touch() cascade",
    "alter table people drop constraint people_pkey cascade",
    "create schema code; create table people (id int); create function code.f() returns int language sql as 'select 1'; -- before\ndrop schema code cascade",
    "drop function touch() cascade; create function touch() returns trigger language plpgsql as $$ begin return new; end $$",
  ],
  permits: [
    "drop function touch()",
    "drop view people_view cascade",
    "drop function touch() cascade; create function touch() returns trigger language plpgsql as $$ begin return new; end $$; create trigger people_touched before update on people for each row execute function touch()",
  ],
  judge(action, before) {
    const schema = cascadesFrom(action, ["schema"], before);
    const isCode = schema !== null && before.isBare(schema);
    const object = isCode ? schema : cascadesFrom(action, ["routine", "constraint"], before);
    if (object === null || before.later.some(bringsBack)) return [];
    return [{ object, message: `DROP … CASCADE of ${shown(object)} also drops whatever depends on it, unnamed.` }];
  },
};

function bringsBack(action: Action): boolean {
  if (action.does === "add-constraint") return action.kind === "foreign key";
  return action.does === "make" && (action.kind === "trigger" || action.kind === "policy");
}
