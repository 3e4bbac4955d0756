import { emptyingOf } from "../reading/emptied-table.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const truncate: Rule = {
  code: "truncate",
  title: "A table is emptied by TRUNCATE",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "Every row goes at once, no DELETE trigger sees them, and with CASCADE every table that refers to them is emptied as well.",
  remedy:
    "Delete what is meant by a WHERE, or copy the rows to a table that stays first. If the loss is meant, approve it in holdfast/<migration>.json, by the table's name.",
  flags: ["truncate people", "truncate table people, teams restart identity cascade"],
  permits: [
    "create table staging (id int); truncate staging",
    "create table people_copy (id int); insert into people_copy select * from people; truncate people",
    "create trigger people_emptied before truncate on people execute function refuse()",
  ],
  judge(action, before) {
    const found = emptyingOf(action, before);
    if (found?.by !== "TRUNCATE" || found.copiedTo !== null) return [];
    const along = found.cascade ? ", and of every table that refers to it" : "";
    return [{ object: found.table, message: `TRUNCATE throws away every row of ${shown(found.table)}${along}.` }];
  },
};
