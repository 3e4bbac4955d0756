import type { ActedOn, Action } from "../../sql/action.ts";
import { addedHere } from "../reading/deploy.ts";
import { columnOf, shown, tableOf } from "../reading/objects.ts";
import { copyInto, givesAway } from "../reading/renamed-away.ts";
import type { Before, Rule } from "../rule.ts";

export const reuseName: Rule = {
  code: "reuse-name",
  title: "An old name is given to something new",
  about: "lossy",
  severity: "error",
  settledBy: ["survival", "protection"],
  harm: "The old rows stay under another name while everything that asks by the old name gets the new object: empty, or with other values.",
  remedy:
    "Copy the rows or values to the new object before it takes the name, or put a view that reads the old table under the old name.",
  flags: [
    "alter table people rename to people_old; create table people (id int, name text)",
    "create table people_new (id int); alter table people rename to people_old; alter table people_new rename to people",
    "alter table people rename column email to email_old; alter table people add column email text",
    "create table people (id int); create policy own on people using (true); -- before\nalter table people rename to people_1; create table people (like people_1) partition by range (id); alter table people attach partition people_1 default",
  ],
  permits: [
    "alter table people rename to persons; create view people as select * from persons",
    "create table people_new (id int); insert into people_new select id from people; alter table people rename to people_old; alter table people_new rename to people",
    "alter table people rename to people_old; create table people (id int); insert into people select id from people_old",
    "alter table people rename column email to email_old; alter table people add column email text; update people set email = lower(email_old)",
    "alter table people rename to persons; create table teams (id int)",
    "alter table people rename to people_first; create table people (id int) partition by list (id); alter table people attach partition people_first default",
    "alter table people rename column email to mail; alter table people add column email text generated always as (mail) stored",
    "alter table spans rename column low to swap; alter table spans rename column high to low; alter table spans rename column swap to high",
  ],
  judge(action, before) {
    const taken = nameTaken(action, before);
    const old = taken === null ? null : givesAway(taken, before);
    if (taken === null || old === null || copyInto(taken, old, action, before)) return [];
    const message = `${shown(taken)} names a new object now; what it named before is called ${shown(old)} and nothing copies it.`;
    return [{ object: taken, message }];
  },
};

/** The name that a table or column bears from here on. */
function nameTaken(action: Action, before: Before): ActedOn | null {
  if (action.does === "add-column") {
    return action.default === "stored" || action.default === "virtual" ? null : action.object;
  }
  if (action.does === "make" && action.kind === "table" && !action.temporary) return action.object;
  if (action.does !== "rename") return null;
  // Columns that exchange their names hold what they held: a rename, and told as one.
  if (action.kind === "column") {
    const isNew = before.isFresh(action.object) || addedHere(action.object, before) !== null;
    return isNew ? columnOf(tableOf(action.object), action.to) : null;
  }
  return action.kind === "table" ? { ...action.object, name: action.to } : null;
}
