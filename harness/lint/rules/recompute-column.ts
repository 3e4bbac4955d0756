import { fateOfColumn } from "../reading/dropped-column.ts";
import { shown } from "../reading/objects.ts";
import type { Rule } from "../rule.ts";

export const recomputeColumn: Rule = {
  code: "recompute-column",
  title: "A generated column takes the place of a stored one",
  about: "lossy",
  severity: "warning",
  settledBy: ["survival"],
  harm: "A generated column that takes the place of a stored one computes every value anew; values that were entered by hand, or by an older rule, are gone.",
  remedy:
    "If the column was generated before, nothing entered is lost: look at the new expression. If it was not, add the generated column under another name, and compare the two before the old one goes.",
  flags: [
    "alter table people drop column full_name; alter table people add column full_name text generated always as (first || last) stored",
    "alter table people drop column total, add column total int generated always as (a + b) stored",
  ],
  permits: [
    "alter table people add column full_name text generated always as (first || last) stored",
    "alter table people alter column full_name drop expression",
  ],
  judge(action, before) {
    const fate = fateOfColumn(action, before);
    if (action.does !== "drop" || fate?.is !== "added again" || !fate.computed) return [];
    const message = `${shown(action.object)} is dropped and added again as a generated column: its values are computed, not kept.`;
    return [{ object: action.object, message }];
  },
};
