import { shown } from "../reading/objects.ts";
import { isGoneForGood } from "../reading/remade.ts";
import type { Rule } from "../rule.ts";

export const dropPolicy: Rule = {
  code: "drop-policy",
  title: "A policy is dropped",
  about: "destructive",
  severity: "error",
  settledBy: ["protection"],
  harm: "A policy decides who sees and writes which rows: without a restrictive one they see more, without the last permissive one they see nothing.",
  remedy:
    "Change it in place by ALTER POLICY, or make it again under the same name in the same migration; verify compares what it says then.",
  flags: [
    "drop policy own_rows on people",
    "drop policy if exists own_rows on app.people; create policy own_rows on teams using (true)",
  ],
  permits: [
    "drop policy own_rows on people; create policy own_rows on people using (owner = current_user)",
    "drop policy own_rows on people; drop table people",
    "alter policy own_rows on people rename to owners",
    "create policy step on people using (true); drop policy step on people",
  ],
  judge(action, before) {
    if (action.does !== "drop" || action.kind !== "policy" || !isGoneForGood(action, before)) return [];
    return [
      {
        object: action.object,
        message: `DROP POLICY takes ${shown(action.object)} away and no statement makes it again.`,
      },
    ];
  },
};
