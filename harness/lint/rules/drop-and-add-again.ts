import { fateOfColumn } from "../reading/dropped-column.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const dropAndAddAgain: Rule = {
  code: "drop-and-add-again",
  title: "A column is dropped and added again",
  about: "lossy",
  severity: "error",
  settledBy: ["survival"],
  harm: "The column is there before and after, so no release notices; but every value is gone, and rows hold the default or NULL.",
  remedy:
    "Change the column in place: ALTER COLUMN … TYPE … USING …, SET DEFAULT, SET NOT NULL. Where no cast exists, fill a second column, compare, and swap the names.",
  flags: [
    "alter table people drop column age; alter table people add column age int",
    "alter table people drop column age, add column age int not null default 0",
  ],
  permits: [
    "alter table people alter column age type bigint",
    "alter table people drop column age; alter table teams add column age int",
    "alter table people drop column total; alter table people add column total int generated always as (a + b) stored",
    "create table people (age int); alter table people drop column age; alter table people add column age bigint",
  ],
  judge(action, before) {
    const fate = fateOfColumn(action, before);
    if (action.does !== "drop" || fate?.is !== "added again" || fate.computed) return [];
    const message = `${shown(action.object)} is dropped and added again as ${fate.type}: its name comes back, its values do not.`;
    return [{ object: action.object, message }];
  },
};
