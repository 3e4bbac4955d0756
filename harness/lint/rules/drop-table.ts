import { emptyingOf } from "../reading/emptied-table.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropTable: Rule = {
  code: "drop-table",
  title: "A table is dropped",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "Every row of the table is gone with the commit, and with it its triggers, policies and grants; only a backup has them.",
  remedy:
    "Deploy what no longer uses the table first, and keep it under another name (ALTER TABLE … RENAME TO …) until its rows are known to be elsewhere. If the loss is meant, approve it in holdfast/<migration>.json, by the table's name.",
  flags: [
    "drop table people",
    "drop table if exists app.people cascade",
    "do $$ begin drop table people; end $$",
    "drop table people; create table people (id int)",
    "create table people_copy as select * from people; drop table people; drop table people_copy",
    "create temporary table aside as select * from people; drop table people",
    "create table teams (id int); do $$ begin if now() < '2020-01-01' then drop table teams; end if; end $$; -- before\ndrop table if exists teams",
    "create table teams (id int); drop table letters; -- before\ndrop table if exists people",
    "create table teams (id int); -- before\ndrop table if exists __drizzle_migrations",
    "create table teams (id int); -- before\ndrop table if exists app.people",
  ],
  permits: [
    "create table scratch (id int); drop table scratch",
    "create temporary table picked as select 1 as id; drop table picked",
    "drop foreign table people_elsewhere",
    "drop view people_view",
    "create table people_new (id int); insert into people_new select * from people; drop table people",
    "create table people_new as select * from people; drop table people",
    "create table teams (id int); -- before\ndrop table if exists people cascade",
  ],
  judge(action, before) {
    const found = emptyingOf(action, before);
    if (found?.by !== "DROP TABLE" || found.copiedTo !== null) return [];
    const along = found.cascade ? ", and with CASCADE the foreign keys and views that need it" : "";
    return [{ object: found.table, message: `DROP TABLE throws away every row of ${shown(found.table)}${along}.` }];
  },
};
