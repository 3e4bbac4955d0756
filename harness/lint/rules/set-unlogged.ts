import { afterwards } from "../reading/deploy.ts";
import { isSameTable, shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const setUnlogged: Rule = {
  code: "set-unlogged",
  title: "A table becomes UNLOGGED",
  about: "lossy",
  severity: "warning",
  settledBy: ["protection"],
  harm: "After a crash of the server the table is empty, and no replica and no point-in-time backup ever has its rows.",
  remedy:
    "Leave it LOGGED; to load faster, COPY into the table in the transaction that makes it, or set it LOGGED in the same migration.",
  flags: ["alter table people set unlogged", "alter table app.people set unlogged, add column note text"],
  permits: [
    "alter table people set logged",
    "create unlogged table staging (id int)",
    "alter table people set unlogged; update people set name = trim(name) where true and id > 0; alter table people set logged",
  ],
  judge(action, before) {
    if (action.does !== "set-logged" || action.to !== "unlogged" || before.isFresh(action.object)) return [];
    const isBack = afterwards(action.object, before).some(
      ({ action: later, name }) =>
        later.does === "set-logged" && later.to === "logged" && isSameTable(later.object, name),
    );
    if (isBack) return [];
    return [{ object: action.object, message: `SET UNLOGGED lets ${shown(action.object)} lose every row at a crash.` }];
  },
};
