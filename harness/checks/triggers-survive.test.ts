import { expect } from "vitest";
import type { Trigger } from "../model/catalog.ts";
import { catalog, evidence, standing, swapped, table } from "./evidence.fixture.ts";
import { holds } from "./held.fixture.ts";
import { triggersSurvive } from "./triggers-survive.ts";

const trigger: Trigger = {
  oid: 300,
  name: "stamp",
  function: "public.stamp",
  source: "begin new.name := 'x'; return new; end",
  type: 19,
  enabled: "origin",
  columns: [],
  when: null,
  stored: null,
  definition: "CREATE TRIGGER stamp …",
  parent: null,
};

holds(
  triggersSurvive,
  [
    {
      title: "a trigger that is gone",
      of: evidence(catalog([table({ triggers: [trigger] })]), standing),
      says: ["error protection/trigger-lost public.people.stamp"],
    },
    {
      title: "a trigger that is disabled",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, enabled: "disabled" }] })]),
      ),
      says: ["error protection/trigger-disabled public.people.stamp"],
    },
    {
      title: "a trigger that calls another function",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, function: "public.other", source: "begin return new; end" }] })]),
      ),
      says: ["warning protection/trigger-changed public.people.stamp"],
    },
    {
      title: "a trigger whose function does something else",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, source: "begin return null; end" }] })]),
      ),
      says: ["warning protection/trigger-changed public.people.stamp"],
    },
    {
      title: "a trigger that fires for one column only",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, columns: [2] }] })]),
      ),
      says: ["warning protection/trigger-changed public.people.stamp"],
    },
    {
      title: "a trigger replaced under a condition",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, when: "false", stored: "tree of false" }] })]),
      ),
      says: ["warning protection/trigger-changed public.people.stamp"],
    },
    {
      title: "a trigger whose condition asks another table's column of the same number",
      of: evidence(
        catalog([table({ triggers: [{ ...trigger, when: "new.id > 0", stored: "tree of 1" }] })]),
        swapped(table(), { triggers: [{ ...trigger, oid: 301, when: "new.no > 0", stored: "tree of 1" }] }),
      ),
      says: expect.arrayContaining(["warning protection/trigger-changed public.people.stamp"]),
    },
    {
      title: "a trigger that fires in replication only",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, enabled: "replica" }] })]),
      ),
      says: ["error protection/trigger-disabled public.people.stamp"],
    },
  ],
  [
    {
      title: "a trigger whose function was renamed",
      of: evidence(
        catalog([table({ triggers: [trigger] })]),
        catalog([table({ triggers: [{ ...trigger, function: "public.stamped" }] })]),
      ),
    },
    {
      title: "a trigger whose condition a rename prints otherwise",
      of: evidence(
        catalog([table({ triggers: [{ ...trigger, when: "new.id > 0", stored: "tree of 1" }] })]),
        catalog([table({ triggers: [{ ...trigger, when: "new.no > 0", stored: "tree of 1" }] })]),
      ),
    },
    {
      title: "a trigger replaced by one with the same condition",
      of: evidence(
        catalog([table({ triggers: [{ ...trigger, when: "new.id > 0", stored: "tree of 1" }] })]),
        catalog([table({ triggers: [{ ...trigger, when: "new.id > 0", stored: "tree of another operator" }] })]),
      ),
    },
  ],
);
