import { catalog, evidence, standing, table } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { rulesSurvive } from "./rules-survive.ts";

const rule = { oid: 920, name: "keep", enabled: "origin", definition: "CREATE RULE keep …" } as const;

holds(rulesSurvive, [
  {
    title: "a rule that is gone",
    of: evidence(catalog([table({ rules: [rule] })]), standing),
    says: ["warning protection/rule-lost public.people.keep"],
  },
]);
