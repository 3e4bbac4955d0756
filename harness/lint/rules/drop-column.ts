import { shownName } from "../../sql/quote.ts";
import type { Rule } from "../rule.ts";

export const dropColumn: Rule = {
  code: "drop-column",
  about: "destructive",
  severity: "error",
  settledBy: ["survival"],
  harm: "What the column held is gone with the commit; adding it again brings back its name and its default, not its values.",
  remedy:
    "If this was a rename, write RENAME COLUMN. Else copy the values first, deploy what no longer reads the column, and drop it in a later migration.",
  flags: [
    "alter table people drop column email",
    "alter table people drop column if exists email, add column mail text",
  ],
  permits: [
    "create table people (id int, email text); alter table people drop column email",
    "alter table people rename column email to mail",
    "alter table people drop constraint people_email_key",
  ],
  judge(action, before) {
    if (action.does !== "drop" || action.kind !== "column" || before.isFresh(action.object)) return [];
    const { schema, name, part } = action.object;
    const shown = shownName(...(schema === null ? [] : [schema]), name, part ?? "");
    return [{ object: action.object, message: `DROP COLUMN throws away every value of ${shown}.` }];
  },
};
