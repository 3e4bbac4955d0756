import { constraintsSurvive } from "./constraints-survive.ts";
import { catalog, evidence, standing, swapped, table, unique } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";

const check = { ...unique, name: "named", kind: "check", definition: "CHECK ((name <> ''))", stored: "tree" } as const;

holds(
  constraintsSurvive,
  [
    {
      title: "a unique constraint that is gone",
      of: evidence(catalog([table({ constraints: [unique] })]), standing),
      says: ["warning protection/constraint-lost public.people.people_name_key"],
    },
    {
      title: "a constraint that is no longer validated",
      of: evidence(
        catalog([table({ constraints: [unique] })]),
        catalog([table({ constraints: [{ ...unique, validated: false }] })]),
      ),
      says: ["warning protection/constraint-not-validated public.people.people_name_key"],
    },
    {
      title: "a check made anew under its name that asks for less",
      of: evidence(
        catalog([table({ constraints: [check] })]),
        catalog([table({ constraints: [{ ...check, oid: 601, definition: "CHECK (true)", stored: "other tree" }] })]),
      ),
      says: ["warning protection/constraint-changed public.people.named"],
    },
    {
      title: "a key that is missing on the table that took the name",
      of: evidence(catalog([table({ constraints: [unique] })]), swapped(table({ constraints: [unique] }), {})),
      says: [
        "warning protection/constraint-lost public.people.people_name_key",
        "warning protection/constraint-lost public.people.people_pkey",
      ],
    },
  ],
  [
    {
      title: "a check made anew in other words for the same tree",
      of: evidence(
        catalog([table({ constraints: [check] })]),
        catalog([table({ constraints: [{ ...check, oid: 601, definition: "CHECK ((title <> ''))" }] })]),
      ),
    },
  ],
);
