import { fateOfColumn } from "../reading/dropped-column.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropColumn: Rule = {
  code: "drop-column",
  title: "A column is dropped",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "What the column held is gone with the commit; adding it again brings back its name and its default, not its values.",
  remedy:
    "If this was a rename, write RENAME COLUMN. Else copy the values first, deploy what no longer reads the column, and drop it in a later migration.",
  flags: [
    "alter table people drop column email",
    "alter table people drop column if exists email, add column mail text",
    "create table people (id int, name text); -- before\nalter table people add column name_length int; alter table people drop column name",
    "create table people (id int, email text); -- before\nalter table people add column if not exists email text; alter table people drop column email",
    "create table items (net int, gross int generated always as (net * 2) stored); alter table items alter column gross drop expression; -- before\nalter table items drop column gross",
    "create table people (like old_people); -- before\nalter table people drop column if exists email",
  ],
  permits: [
    "create table people (id int, email text); alter table people drop column email",
    "alter table people rename column email to mail",
    "alter table people drop constraint people_email_key",
    "alter table people add column step int; update people set step = 1; alter table people drop column step",
    "alter table people drop column email; drop table people",
    "create table items (id int, net int, gross int generated always as (net * 2) stored); -- before\nalter table items drop column gross",
    "create table people (id int); -- before\nalter table people drop column if exists email",
  ],
  judge(action, before) {
    if (action.does !== "drop" || fateOfColumn(action, before)?.is !== "gone") return [];
    return [{ object: action.object, message: `DROP COLUMN throws away every value of ${shown(action.object)}.` }];
  },
};
