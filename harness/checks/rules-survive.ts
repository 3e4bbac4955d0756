import type { Check } from "./check.ts";
import { counterpart, guarded, placed, protection } from "./protection.ts";

/** What a rewrite rule turned statements into, it still does. */
export const rulesSurvive: Check = (evidence) =>
  guarded(evidence).flatMap((table) =>
    table.before.rules
      .filter((rule) => rule.enabled !== "disabled")
      .filter((rule) => (counterpart(rule, table.now.rules)?.enabled ?? "disabled") === "disabled")
      .map((rule) =>
        protection(table, "rule-lost", "warning", rule.name, {
          message: `The rule ${rule.name} on ${placed(table)} no longer rewrites statements: ${rule.definition}`,
          remedy: "Create it again, or make sure that nothing relies on it.",
        }),
      ),
  );
