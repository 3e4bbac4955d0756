import { isEmptied } from "../reading/deploy.ts";
import { shown, tableOf } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const requiredColumn: Rule = {
  code: "required-column",
  title: "A required column without a default",
  about: "data",
  severity: "warning",
  settledBy: ["candidate"],
  harm: "Rows that are there have nothing to put into the new column: on a table with one row the deploy is refused, on an empty test database it is not.",
  remedy:
    "Give it a DEFAULT, or add it without NOT NULL, fill it, and SET NOT NULL in a later migration, when the release that writes it runs.",
  flags: [
    "alter table people add column email text not null",
    "alter table people add column email text not null default null",
    "alter table people add column if not exists team_id int not null references teams",
  ],
  permits: [
    "alter table people add column active boolean not null default true",
    "alter table people add column id bigserial primary key",
    "alter table people add column id bigint generated always as identity",
    "create table notes (id int); alter table notes add column note text not null",
    "truncate people; alter table people add column email text not null",
    "alter table people add column total int not null generated always as (a + b) stored",
  ],
  judge(action, before) {
    if (action.does !== "add-column" || !action.notNull || before.isFresh(tableOf(action.object))) return [];
    if (action.default !== "none" && action.default !== "null") return [];
    if (isEmptied(action.object, before)) return [];
    const message = `${shown(action.object)} is NOT NULL and has no default: adding it fails if the table has one row.`;
    return [{ object: action.object, message }];
  },
};
