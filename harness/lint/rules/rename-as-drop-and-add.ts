import { fateOfColumn } from "../reading/dropped-column.ts";
import { listed, shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const renameAsDropAndAdd: Rule = {
  code: "rename-as-drop-and-add",
  title: "A rename written as drop and add",
  about: "lossy",
  severity: "error",
  settledBy: ["survival"],
  harm: "Tools that compare schemas write a rename as a new column and a dropped one: the new name is there, empty, and every value is gone.",
  remedy:
    "If this is a rename, write ALTER TABLE … RENAME COLUMN … TO … in place of both statements. If it is none, copy what is to be kept, and approve the loss of the rest in holdfast/<migration>.json, by the column's name.",
  flags: [
    "create table people (id int, lead text); -- before\nalter table people add column owner text; alter table people drop column lead",
    "create table people (id int, size int); -- before\nalter table people drop column size, add column length int not null default 0",
  ],
  permits: [
    "create table people (id int, lead text); -- before\nalter table people rename column lead to owner",
    "create table people (id int, lead text); -- before\nalter table people add column closed boolean; alter table people drop column lead",
    "create table people (id int, lead text); -- before\nalter table teams add column owner text; alter table people drop column lead",
    "create table people (id int, lead text); -- before\nalter table people add column owner text; update people set owner = lead; alter table people drop column lead",
  ],
  judge(action, before) {
    const fate = fateOfColumn(action, before);
    if (action.does !== "drop" || fate?.is !== "perhaps renamed") return [];
    const column = shown(action.object);
    const message = `${column} is dropped and ${listed(fate.to)} of the same type added: a rename would have kept its values, this throws them away.`;
    return [{ object: action.object, message }];
  },
};
