import type { ActedOn, Action } from "../../sql/action.ts";
import { addedHere, earlier, isDroppedLater } from "../reading/deploy.ts";
import { isSame, isSameTable, shown, tableOf } from "../reading/objects.ts";
import type { Before, Rule } from "../rule.ts";

export const renameInUse: Rule = {
  code: "rename-in-use",
  title: "A name that running releases use is changed",
  about: "deploy",
  severity: "warning",
  settledBy: [],
  harm: "The rows are safe, but the release that runs until the deploy is through asks by the old name, and so does one that is rolled back to: every such query fails.",
  remedy:
    "For a table, leave a view under the old name until no release asks by it. For a column, add the new one, write both, and drop the old one in a later deploy; or rename while nothing runs.",
  flags: [
    "alter table people rename to persons",
    "alter table people rename column email to mail",
    "alter table people set schema app",
    "alter type mood rename value 'sad' to 'low'",
    "alter schema app rename to core",
    "alter table spans rename column low to swap; alter table spans rename column high to low; alter table spans rename column swap to high",
  ],
  permits: [
    "alter table people rename to persons; create view people as select * from persons",
    "alter table people add column mail text; alter table people rename column mail to address",
    "create table people_new (id int); alter table people_new rename to people",
    "alter index people_name rename to people_by_name",
    "alter table people rename constraint people_pkey to people_pk",
    "alter table people add column mail text; update people set mail = lower(email); alter table people rename column email to email_old; alter table people rename column mail to email",
    "create type mood as enum ('calm'); alter type mood rename value 'calm' to 'quiet'",
    "alter type mood rename to mood_old; create type mood as enum ('calm', 'low')",
    "alter sequence people_id_seq rename to persons_id_seq",
  ],
  judge(action, before) {
    const old = action.does === "rename" && action.kind === "column" ? action.object : movedFrom(action);
    if (old === null || before.isFresh(old) || addedHere(old, before) !== null) return [];
    if (!isKnown(old, before) || isDroppedLater(old, before) || isThereAgain(old, before)) return [];
    const to = action.does === "rename" ? action.to : `${"to" in action ? action.to : ""}.${old.name}`;
    return [{ object: old, message: `A release that asks for ${shown(old)} fails once it is called ${to}.` }];
  },
};

const asked: ReadonlySet<string> = new Set(["table", "view", "schema", "label"]);

function movedFrom(action: Action): ActedOn | null {
  if (action.does !== "rename" && action.does !== "set-schema") return null;
  return asked.has(action.kind) ? action.object : null;
}

/** No release knows a name that this deploy gave; and of a table that it renamed, the table's name is what fails. */
function isKnown(name: ActedOn, before: Before): boolean {
  const all = earlier(name, before);
  const isLabelOfNewType = all.some(({ action }) => action.does === "make" && isSame(action.object, tableOf(name)));
  return !isLabelOfNewType && isSame(all.at(-1)?.name ?? name, name);
}

/** A new object takes the old name: whether it holds what the old one held is for other rules. */
function isThereAgain(old: ActedOn, before: Before): boolean {
  const isNew = (column: ActedOn) =>
    [...before.done, ...before.later].some((action) => action.does === "add-column" && isSame(action.object, column));
  return before.later.some((later) => {
    if (later.does === "make") return (later.kind === "table" || later.kind === "view") && isSame(later.object, old);
    if (later.does === "add-column") return isSame(later.object, old);
    if (later.does !== "rename") return false;
    if (later.kind === "table") return isSame({ ...later.object, name: later.to }, old);
    return isSameTable(later.object, old) && later.to === old.part && isNew(later.object);
  });
}
