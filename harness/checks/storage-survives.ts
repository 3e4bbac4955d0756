import type { Evidence } from "../model/evidence.ts";
import { qualified } from "../sql/quote.ts";
import { type Check, type Judgement, nameOf } from "./check.ts";
import { type Guarded, guarded, protection, views } from "./protection.ts";

/** What is stored still survives a crash, and can be read. */
export const storageSurvives: Check = (evidence) => [
  ...guarded(evidence).flatMap(persistence),
  ...unpopulated(evidence),
  ...largeObjects(evidence),
];

function persistence(table: Guarded): readonly Judgement[] {
  if (table.before.persistence === table.now.persistence || table.now.persistence !== "unlogged") return [];
  return [
    protection(table, "unlogged", "warning", null, {
      message: `${nameOf(table.now)} is UNLOGGED: a crash empties it, and replicas never see its rows.`,
      remedy: `ALTER TABLE ${qualified(table.now)} SET LOGGED.`,
    }),
  ];
}

function unpopulated(evidence: Evidence): readonly Judgement[] {
  return views(evidence)
    .filter(({ before, now }) => before.kind === "m" && before.populated && !now.populated)
    .map((view) =>
      protection(view, "view-unpopulated", "warning", null, {
        message: `The materialized view ${nameOf(view.now)} holds no data; reading it is an error until it is refreshed.`,
        remedy: `REFRESH MATERIALIZED VIEW ${qualified(view.now)}.`,
      }),
    );
}

function largeObjects(evidence: Evidence): readonly Judgement[] {
  const before = evidence.before.catalog.largeObjects;
  const now = evidence.after?.catalog.largeObjects ?? before;
  if (now >= before) return [];
  return [
    {
      finding: {
        code: "protection/large-objects-lost",
        severity: "warning",
        object: "pg_largeobject",
        message: `${before - now} of ${before} large objects are gone.`,
        remedy: "Check that no column still points at them.",
      },
      relation: null,
    },
  ];
}
