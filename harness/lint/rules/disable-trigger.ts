import type { Action } from "../../sql/action.ts";
import { afterwards, isDroppedLater } from "../reading/deploy.ts";
import { isSameTable, shown, tableOf } from "../reading/objects.ts";
import type { Before, Flag, Rule } from "../rule.ts";

export const disableTrigger: Rule = {
  code: "disable-trigger",
  title: "A trigger is disabled and not enabled again",
  about: "destructive",
  severity: "error",
  settledBy: ["protection"],
  harm: "A trigger that stays disabled neither writes nor refuses anything; DISABLE TRIGGER ALL also switches foreign keys off, and nothing checks later what came in meanwhile.",
  remedy: "Enable it again in the same migration, behind the statement that it was in the way of.",
  flags: [
    "alter table people disable trigger people_audit",
    "alter table people disable trigger all; alter table people enable trigger people_audit",
    "set session_replication_role = replica; update people set name = trim(name) where name <> trim(name)",
  ],
  permits: [
    "alter table people disable trigger people_audit; update people set name = trim(name) where name <> trim(name); alter table people enable trigger people_audit",
    "alter table people disable trigger people_audit; alter table people enable trigger all",
    "set local session_replication_role = replica; delete from people where id = 1",
    "set session_replication_role = replica; delete from people where id = 1; set session_replication_role = default",
  ],
  judge(action, before) {
    if (action.does === "set") return replicaFlags(action, before);
    if (action.does !== "switch-trigger" || action.to !== "disabled" || before.isFresh(action.object)) return [];
    const { part } = action.object;
    const isBack = afterwards(action.object, before).some(
      ({ action: later, name }) =>
        later.does === "switch-trigger" &&
        later.to === "enabled" &&
        isSameTable(later.object, name) &&
        (later.object.part === null || later.object.part === part),
    );
    if (isBack || isDroppedLater(tableOf(action.object), before)) return [];
    const what = part === null ? `Every trigger of ${shown(action.object)}` : `The trigger ${shown(action.object)}`;
    return [{ object: action.object, message: `${what} stays disabled after this deploy.` }];
  },
};

const setting = "session_replication_role";

function replicaFlags(action: Action, before: Before): readonly Flag[] {
  if (action.does !== "set" || action.name !== setting || action.local || action.value !== "replica") return [];
  if (before.later.some((later) => later.does === "set" && later.name === setting && later.value !== "replica"))
    return [];
  const object = { schema: null, name: setting, part: null };
  return [
    { object, message: `${setting} is set and not set back: no trigger and no foreign key is checked from here on.` },
  ];
}
