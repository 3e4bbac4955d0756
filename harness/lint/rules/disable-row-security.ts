import { afterwards, isDroppedLater } from "../reading/deploy.ts";
import { isSameTable, shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const disableRowSecurity: Rule = {
  code: "disable-row-security",
  title: "Row-level security is switched off",
  about: "destructive",
  severity: "error",
  settledBy: ["protection"],
  harm: "From the commit on, whoever may read the table reads every row, those of other tenants among them; the policies stay and do nothing.",
  remedy:
    "Leave row-level security on. To change rows past it, enable it again in the same migration, or run the change as a role that may BYPASSRLS.",
  flags: [
    "alter table people disable row level security",
    "alter table people no force row level security",
    "alter table people disable row level security; alter table teams enable row level security",
  ],
  permits: [
    "alter table people disable row level security; update people set name = trim(name) where name <> trim(name); alter table people enable row level security",
    "alter table people force row level security",
    "create table notes (id int); alter table notes disable row level security",
  ],
  judge(action, before) {
    if (action.does !== "row-security" || before.isFresh(action.object)) return [];
    const back = { disabled: "enabled", "not forced": "forced", enabled: null, forced: null }[action.to];
    if (back === null || isDroppedLater(action.object, before)) return [];
    const isBack = afterwards(action.object, before).some(
      ({ action: later, name }) =>
        later.does === "row-security" && later.to === back && isSameTable(later.object, name),
    );
    if (isBack) return [];
    const whom = action.to === "disabled" ? "everybody who may read it" : "its owner";
    return [{ object: action.object, message: `${shown(action.object)} shows every row to ${whom} from here on.` }];
  },
};
