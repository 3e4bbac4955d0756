import type { ActedOn, Action } from "../../sql/action.ts";
import { earlier, isDroppedLater } from "../reading/deploy.ts";
import { isSameTable, shown, tableOf } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropConstraint: Rule = {
  code: "drop-constraint",
  title: "A constraint is dropped",
  about: "destructive",
  severity: "warning",
  settledBy: ["protection"],
  harm: "From the commit on, rows come in that the constraint kept out, duplicates and orphans among them; to put it back, each of them must be found and mended.",
  remedy:
    "Make what takes its place in the same migration; where it was only in the way of a change, put it back behind that. If it is not needed any more, approve its loss in holdfast/<migration>.json, by its name and the code protection/constraint-lost.",
  flags: [
    "alter table people drop constraint people_email_key",
    "alter table people drop constraint if exists people_team_fk; update people set name = trim(name) where name <> trim(name)",
    "alter domain email drop constraint email_check",
  ],
  permits: [
    "alter table people drop constraint people_role_check, add constraint people_role_check check (role in ('a', 'b'))",
    "create unique index people_email on people (email); alter table people drop constraint people_email_key",
    "alter table people drop constraint people_team_id_fk; alter table people drop column team_id",
    "alter table people drop constraint people_team_id_teams_fk; drop table teams",
    "alter table people drop constraint people_role_check; alter table people alter column role type role using role::role",
    "alter table people alter column email set not null; alter table people drop constraint people_email_there",
    "create table notes (id int constraint notes_check check (id > 0)); alter table notes drop constraint notes_check",
    "alter table people rename constraint people_pkey to people_pk",
  ],
  judge(action, before) {
    if (action.does !== "drop" || action.kind !== "constraint" || action.cascade) return [];
    const constraint = action.object;
    const table = tableOf(constraint);
    if (before.isFresh(table) || before.isFresh(constraint) || isDroppedLater(table, before)) return [];
    const isMade = [...earlier(table, before).map(({ action: done }) => done), ...before.later].some(
      (other) => isForRows(other, table) || takesAlong(other, constraint),
    );
    if (isMade) return [];
    return [
      { object: constraint, message: `DROP CONSTRAINT takes ${shown(constraint)} away and nothing takes its place.` },
    ];
  },
};

/** A rule of the same table that may be what takes the place. */
function isForRows(action: Action, table: ActedOn): boolean {
  if (action.does === "add-constraint" || action.does === "set-not-null") return isSameTable(action.object, table);
  return action.does === "make" && action.index?.unique === true && isSameTable(action.index.table, table);
}

/** It drops what the constraint is named after, or gives it a type of its own: there is nothing left to hold rows to. */
function takesAlong(action: Action, { part }: ActedOn): boolean {
  if (action.does === "change-type") return part?.includes(action.object.part ?? action.object.name) === true;
  if (action.does !== "drop" || (action.kind !== "table" && action.kind !== "column")) return false;
  return part?.includes(action.object.part ?? action.object.name) === true;
}
