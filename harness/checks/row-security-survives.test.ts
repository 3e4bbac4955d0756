import { catalog, evidence, standing, swapped, table } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { rowSecuritySurvives } from "./row-security-survives.ts";

const policy = {
  oid: 200,
  name: "own",
  permissive: true,
  command: "all",
  roles: ["public"],
  using: "(id = 1)",
  check: null,
  stored: "tree of id = 1",
  functions: [],
} as const;

holds(
  rowSecuritySurvives,
  [
    {
      title: "row-level security that is off",
      of: evidence(catalog([table({ rowSecurity: true, forceRowSecurity: true })]), standing),
      says: ["error protection/row-security-lost public.people", "error protection/row-security-lost public.people"],
    },
    {
      title: "a policy that is gone",
      of: evidence(catalog([table({ policies: [policy] })]), standing),
      says: ["error protection/policy-lost public.people.own"],
    },
    {
      title: "a policy made anew under its name that lets more through",
      of: evidence(
        catalog([table({ policies: [policy] })]),
        catalog([table({ policies: [{ ...policy, oid: 201, using: "true", stored: "tree of true" }] })]),
      ),
      says: ["error protection/policy-changed public.people.own"],
    },
    {
      title: "a policy whose function does something else",
      of: evidence(
        catalog([table({ policies: [{ ...policy, functions: [{ name: "public.may", source: "select false" }] }] })]),
        catalog([table({ policies: [{ ...policy, functions: [{ name: "public.may", source: "select true" }] }] })]),
      ),
      says: ["error protection/policy-changed public.people.own"],
    },
    {
      title: "a permissive policy that is new",
      of: evidence(
        catalog([table({ rowSecurity: true })]),
        catalog([table({ rowSecurity: true, policies: [policy] })]),
      ),
      says: ["warning protection/policy-added public.people.own"],
    },
    {
      title: "a table without it that took the name",
      of: evidence(catalog([table({ rowSecurity: true })]), swapped(table({ rowSecurity: true }), {})),
      says: ["error protection/row-security-lost public.people"],
    },
    {
      title: "a view that took the name, and reads as its owner",
      of: evidence(
        catalog([table({ rowSecurity: true })]),
        swapped(table({ rowSecurity: true }), { kind: "v", options: ["security_invoker=false"] }),
      ),
      says: ["error protection/row-security-lost public.people"],
    },
    {
      title: "a partition without it",
      of: evidence(
        catalog([table({ kind: "p" }), table({ oid: 800, name: "people_1", partitionOf: 100, rowSecurity: true })]),
        catalog([table({ kind: "p" }), table({ oid: 800, name: "people_1", partitionOf: 100 })]),
      ),
      says: ["error protection/row-security-lost public.people_1"],
    },
  ],
  [
    {
      title: "a view in the table's place that reads as who asks",
      of: evidence(
        catalog([table({ rowSecurity: true })]),
        swapped(table({ rowSecurity: true }), { kind: "v", options: ["security_invoker=on"] }),
      ),
    },
    {
      title: "a restrictive policy that is new",
      of: evidence(
        catalog([table({ rowSecurity: true })]),
        catalog([table({ rowSecurity: true, policies: [{ ...policy, permissive: false }] })]),
      ),
    },
  ],
);
