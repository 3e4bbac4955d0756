import type { Relation } from "../model/catalog.ts";
import type { Check, Judgement } from "./check.ts";
import { nameOf, relationAfter } from "./check.ts";
import { type Guarded, guarded, placed, protection, viewsInPlace } from "./protection.ts";

/** Who may read and write is as before, and what is stored still survives a crash. */
export const storageSurvives: Check = (evidence) => [
  ...guarded(evidence).flatMap((table) => [...grants(table), ...columnGrants(table), ...persistence(table)]),
  ...viewsInPlace(evidence).flatMap(grants),
  ...unpopulated(evidence),
  ...largeObjects(evidence),
];

function grants(table: Guarded): readonly Judgement[] {
  const lost = lostGrants(table.before, table.before.grants, table.now.grants);
  if (lost.length === 0) return [];
  return [
    protection(table, "grants-lost", "warning", null, {
      message: `${placed(table)} lost grants: ${lost.join(", ")}.`,
      remedy: "Grant them again on what stands now; a rebuilt table starts without any.",
    }),
  ];
}

function columnGrants(table: Guarded): readonly Judgement[] {
  return table.before.columns.flatMap((column) => {
    const now = table.columnNow(column.attnum);
    const lost = now === undefined ? [] : lostGrants(table.before, column.grants, now.grants);
    if (lost.length === 0) return [];
    return [
      protection(table, "grants-lost", "warning", column.name, {
        message: `The column ${column.name} of ${placed(table)} lost grants: ${lost.join(", ")}.`,
        remedy: "Grant them again on the column that stands now.",
      }),
    ];
  });
}

/** The old aclitems ("reader=rw/owner") of which some privilege is gone. An owner needs no grant. */
function lostGrants(
  { owner }: Relation,
  before: readonly string[] | null,
  now: readonly string[] | null,
): readonly string[] {
  const held = (now ?? []).map(parsed);
  return (before ?? []).filter((grant) => {
    const { role, privileges } = parsed(grant);
    const left = new Set(held.filter((other) => other.role === role).flatMap((other) => other.privileges));
    return role !== owner && privileges.some((privilege) => !left.has(privilege));
  });
}

/** Who granted it does not matter; a star, the right to grant it further, does. */
function parsed(grant: string): { readonly role: string; readonly privileges: readonly string[] } {
  const [, role = "", letters = ""] = /^(.*)=([A-Za-z*]*)\//.exec(grant) ?? [];
  const privileges = [...letters.matchAll(/([A-Za-z])(\*?)/g)].flatMap(([, letter = "", star = ""]) =>
    star === "" ? [letter] : [letter, `${letter}*`],
  );
  return { role, privileges };
}

function persistence(table: Guarded): readonly Judgement[] {
  if (table.before.persistence === table.now.persistence || table.now.persistence !== "unlogged") return [];
  return [
    protection(table, "unlogged", "warning", null, {
      message: `${nameOf(table.now)} is UNLOGGED: a crash empties it, and replicas never see its rows.`,
      remedy: `ALTER TABLE ${nameOf(table.now)} SET LOGGED.`,
    }),
  ];
}

function unpopulated(evidence: Parameters<Check>[0]): readonly Judgement[] {
  return evidence.before.catalog.relations
    .filter((relation) => relation.kind === "m" && relation.populated)
    .flatMap((before) => {
      const now =
        relationAfter(evidence, before.oid) ??
        evidence.after?.catalog.relations.find((other) => nameOf(other) === nameOf(before));
      if (now === undefined || now.populated) return [];
      return [
        protection({ before }, "view-unpopulated", "warning", null, {
          message: `The materialized view ${nameOf(now)} holds no data; reading it is an error until it is refreshed.`,
          remedy: `REFRESH MATERIALIZED VIEW ${nameOf(now)}.`,
        }),
      ];
    });
}

function largeObjects(evidence: Parameters<Check>[0]): readonly Judgement[] {
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
