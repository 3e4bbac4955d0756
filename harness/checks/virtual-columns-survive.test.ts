import { catalog, column, evidence, standing, table } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { virtualColumnsSurvive } from "./virtual-columns-survive.ts";

const named = (name: string) => [column(1, "id"), column(2, name)];
const computing = (expression: string, name = "name", generated: "virtual" | "stored" = "virtual") =>
  catalog([table({ columns: [...named(name), column(3, "shout", { generated, default: expression })] })]);

holds(
  virtualColumnsSurvive,
  [
    {
      title: "another expression",
      of: evidence(computing("upper(name)"), computing("lower(name)")),
      says: ["warning survival/generation-changed public.people.shout"],
    },
    {
      title: "another text within the expression that reads like a name",
      of: evidence(computing("(name || 'name'::text)"), computing("(name || 'nick'::text)")),
      says: ["warning survival/generation-changed public.people.shout"],
    },
    {
      title: "a column that is gone",
      of: evidence(computing("upper(name)"), standing),
      says: ["warning survival/generation-changed public.people.shout"],
    },
    {
      title: "a column that anybody may write into now",
      of: evidence(computing("upper(name)"), catalog([table({ columns: [...named("name"), column(3, "shout")] })])),
      says: ["warning survival/generation-changed public.people.shout"],
    },
  ],
  [
    {
      title: "an expression that a renamed column changed",
      of: evidence(computing("upper(name)"), computing('upper("Nick")', "Nick")),
    },
    {
      title: "an expression that is stored from now on",
      of: evidence(computing("upper(name)"), computing("upper(name)", "name", "stored")),
    },
  ],
);
