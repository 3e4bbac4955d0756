import { emptyingOf } from "../reading/emptied-table.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const deleteAll: Rule = {
  code: "delete-all",
  title: "A DELETE without a condition",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "A DELETE that chooses nothing takes every row, those that production wrote since the migration was thought of among them.",
  remedy:
    "Say by a WHERE which rows are meant. If all of them are, copy them to a table that stays first, or approve the loss in holdfast/<migration>.json, by the table's name.",
  flags: [
    "delete from people",
    "delete from people where true",
    "with gone as (delete from people returning id) select 1",
  ],
  permits: [
    "delete from people where left_at is not null",
    "create table staging (id int); delete from staging",
    "delete from people using teams where teams.id = people.team_id and teams.closed",
    "create function clear() returns void language sql as $$ delete from people $$",
  ],
  judge(action, before) {
    const found = emptyingOf(action, before);
    if (found?.by !== "DELETE" || found.copiedTo !== null) return [];
    return [
      { object: found.table, message: `DELETE without a choice throws away every row of ${shown(found.table)}.` },
    ];
  },
};
