import { fateOfColumn } from "../reading/dropped-column.ts";
import { emptyingOf } from "../reading/emptied-table.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropAfterCopy: Rule = {
  code: "drop-after-copy",
  title: "The original is dropped behind its copy",
  about: "lossy",
  severity: "warning",
  settledBy: ["survival"],
  harm: "What the copy leaves out goes with the original: a column that it does not name, a row that its WHERE or JOIN passes over, a value that a cast cuts.",
  remedy:
    "Run verify, which compares the copy value by value. Where the old release may still write, drop the original in a later migration.",
  flags: [
    "create table people_new (id int, name text); insert into people_new (id) select id from people; drop table people; alter table people_new rename to people",
    "create table people_copy (id int); insert into people_copy select * from people; truncate people",
    "create table people_copy as select id from people; drop table people",
    "create temporary table aside as select * from people; truncate people; insert into people select * from aside; drop table aside",
    "alter table people add column mail text; update people set mail = email; alter table people drop column email",
    "insert into addresses (person_id, street) select id, street from people; alter table people drop column street",
    "create table people (id int); -- before\nalter table people add column id_new bigint; update people set id_new = id; alter table people drop column id; alter table people rename column id_new to id",
  ],
  permits: [
    "create table people_new (id int); insert into people_new select id from people",
    "alter table people add column mail text; update people set mail = email",
    "create table scratch (id int, note text); insert into scratch select id, note from people; drop table scratch",
    "insert into people select * from people_import; drop table teams",
  ],
  judge(action, before) {
    const emptied = emptyingOf(action, before);
    if (emptied !== null && emptied.copiedTo !== null) {
      const [table, copy] = [shown(emptied.table), shown(emptied.copiedTo)];
      return [
        { object: emptied.table, message: `${emptied.by} throws away what the copy of ${table} to ${copy} left out.` },
      ];
    }
    const fate = fateOfColumn(action, before);
    if (fate?.is !== "copied" || action.does !== "drop") return [];
    const [column, copy] = [shown(action.object), shown(fate.to)];
    return [{ object: action.object, message: `DROP COLUMN throws away what was not copied of ${column} to ${copy}.` }];
  },
};
