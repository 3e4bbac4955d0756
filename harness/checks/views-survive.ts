import type { Relation } from "../model/catalog.ts";
import { type Check, type Judgement, nameOf } from "./check.ts";
import { isOn } from "./options.ts";
import { protection, relationNow } from "./protection.ts";

/** Every view is still there, and shows what it showed to whom it showed it. */
export const viewsSurvive: Check = (evidence) =>
  evidence.before.catalog.relations
    .filter(({ kind }) => kind === "v" || kind === "m")
    .flatMap((before) => {
      const now = relationNow(evidence, before);
      if (now === undefined) return evidence.after === null ? [] : [lost(before)];
      return now.viewDefinition === null ? [] : changed(before, now);
    });

function lost(before: Relation): Judgement {
  return protection({ before }, "view-lost", "warning", null, {
    message: `The view ${nameOf(before)} is gone.`,
    remedy: "Create it again, or make sure that nobody reads it.",
  });
}

function changed(before: Relation, now: Relation): readonly Judgement[] {
  const switches = (["security_invoker", "security_barrier"] as const).filter(
    (option) => isOn(before, option) && !isOn(now, option),
  );
  const changes = [...switches.map((option) => `${option} is off`), ...otherQuery(before, now)];
  if (changes.length === 0) return [];
  return [
    protection({ before }, "view-changed", "warning", null, {
      message: `The view ${nameOf(before)} changed: ${changes.join("; ")}.`,
      remedy:
        "Check that its readers see what they are meant to see. CREATE OR REPLACE VIEW also drops every option that it does not repeat.",
    }),
  ];
}

/** A rename of what the view reads changes the printed query only; who replaces the view by the same changes neither. */
function otherQuery(before: Relation, now: Relation): readonly string[] {
  const { viewStored, viewDefinition } = before;
  if (viewStored === now.viewStored || viewDefinition === now.viewDefinition) return [];
  return [`${flat(viewDefinition)} → ${flat(now.viewDefinition)}`];
}

function flat(query: string | null): string {
  return (query ?? "").replaceAll(/\s+/g, " ").replace(/;$/, "").trim();
}
