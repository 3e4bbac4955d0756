import { domainsSurvive } from "./domains-survive.ts";
import { catalog, evidence, table, userType } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";

const domain = userType({
  name: "mail",
  kind: "domain",
  checks: [{ oid: 910, name: "sane", expression: "VALUE <> ''" }],
});

holds(domainsSurvive, [
  {
    title: "a domain without its check",
    of: evidence(catalog([table()], { types: [domain] }), catalog([table()], { types: [{ ...domain, checks: [] }] })),
    says: ["warning protection/constraint-lost public.mail.sane"],
  },
  {
    title: "a domain with another check under the name",
    of: evidence(
      catalog([table()], { types: [domain] }),
      catalog([table()], { types: [{ ...domain, checks: [{ oid: 911, name: "sane", expression: "true" }] }] }),
    ),
    says: ["warning protection/constraint-changed public.mail.sane"],
  },
]);
