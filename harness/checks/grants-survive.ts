import type { Routine } from "../model/catalog.ts";
import type { NameIn } from "../model/codes.ts";
import type { Evidence } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import { qualified } from "../sql/quote.ts";
import { type Check, type Judgement, nameOf } from "./check.ts";
import { isToEverybody, lostGrants, spoken } from "./grants.ts";
import { counterpart, type Guarded, guarded, placed, protection, views, viewsInPlace } from "./protection.ts";

/** Whoever was let in still is, and nobody else was let in by an access list that began anew. */
export const grantsSurvive: Check = (evidence) => [
  ...guarded(evidence).flatMap((table) => [...ofRelation(table), ...ofColumns(table)]),
  ...viewsInPlace(evidence).flatMap(ofRelation),
  ...views(evidence).flatMap((view) => [...ofRelation(view), ...ofColumns(view)]),
  ...ofSchemas(evidence),
  ...ofRoutines(evidence),
];

function ofRelation(table: Guarded): readonly Judgement[] {
  const lost = lostGrants(table.before, table.now.grants);
  if (lost.length === 0) return [];
  return [
    protection(table, "grants-lost", "warning", null, {
      message: `${placed(table)} lost grants: ${spoken(lost)}.`,
      remedy: "Grant them again on what stands now; what is made anew starts without any.",
    }),
  ];
}

function ofColumns(table: Guarded): readonly Judgement[] {
  return table.before.columns.flatMap((column) => {
    const now = table.columnNow(column.attnum);
    const { owner } = table.before;
    const lost = now === undefined ? [] : lostGrants({ owner, grants: column.grants }, now.grants);
    if (lost.length === 0) return [];
    return [
      protection(table, "grants-lost", "warning", column.name, {
        message: `The column ${column.name} of ${placed(table)} lost grants: ${spoken(lost)}.`,
        remedy: "Grant them again on the column that stands now.",
      }),
    ];
  });
}

/** A schema that is gone has taken its tables along, or they have left it: that is said of them. */
function ofSchemas(evidence: Evidence): readonly Judgement[] {
  return evidence.before.catalog.schemas.flatMap((before) => {
    const now = counterpart(before, evidence.after?.catalog.schemas ?? []);
    const lost = now === undefined ? [] : lostGrants(before, now.grants);
    if (lost.length === 0) return [];
    return [
      warning("grants-lost", before.oid, before.name, {
        message: `The schema ${before.name} lost grants: ${spoken(lost)}. Who may not use a schema gets at nothing in it, whatever is granted there.`,
        remedy: "Grant them again on the schema that stands now; one that is made anew starts without any.",
      }),
    ];
  });
}

function ofRoutines(evidence: Evidence): readonly Judgement[] {
  return evidence.before.catalog.routines.flatMap((before) => {
    const now = routineNow(evidence, before);
    return now === undefined ? [] : [...closed(before, now), ...opened(before, now)];
  });
}

/** By identity, else by name and arguments; else the one new routine of its name, which has other arguments. */
function routineNow({ before: { catalog }, after }: Evidence, before: Routine): Routine | undefined {
  const all = after?.catalog.routines ?? [];
  const namesakes = all.filter((other) => nameOf(other) === nameOf(before));
  const made = namesakes.filter(({ oid }) => catalog.routines.every((known) => known.oid !== oid));
  return (
    all.find(({ oid }) => oid === before.oid) ??
    namesakes.find(({ types }) => types === before.types) ??
    (made.length === 1 ? made[0] : undefined)
  );
}

/** That not everybody may call it any more keeps more out than before. */
function closed(before: Routine, now: Routine): readonly Judgement[] {
  const lost = everybodyMayCall(now) ? [] : lostGrants(before, now.grants).filter(({ role }) => role !== "");
  if (lost.length === 0) return [];
  return [
    warning("grants-lost", before.oid, nameOf(before), {
      message: `The ${before.kind} ${called(before)} lost grants: ${spoken(lost)}.`,
      remedy: `GRANT EXECUTE again on what stands now, ${called(now)}.`,
    }),
  ];
}

/** What is made anew may be called by everybody; a grant that somebody wrote is meant, unless it hands out the owner's rights. */
function opened(before: Routine, now: Routine): readonly Judgement[] {
  if (everybodyMayCall(before) || !everybodyMayCall(now)) return [];
  if (before.oid === now.oid && !now.securityDefiner) return [];
  const how = now.securityDefiner ? `, and it runs with the rights of its owner` : "";
  return [
    warning("grants-widened", before.oid, nameOf(before), {
      message: `Everybody may call the ${now.kind} ${called(now)}, which not everybody could before${how}.`,
      remedy: `REVOKE EXECUTE ON ROUTINE ${qualified(now)}(${now.types}) FROM PUBLIC in the same migration: whatever is made anew is open to PUBLIC. CREATE OR REPLACE keeps the grants.`,
    }),
  ];
}

function everybodyMayCall({ grants }: Routine): boolean {
  return grants === null || grants.some(isToEverybody);
}

function called(routine: Routine): string {
  return `${nameOf(routine)}(${routine.types})`;
}

function warning(
  code: NameIn<"protection">,
  relation: number,
  object: string,
  words: Pick<Finding, "message" | "remedy">,
): Judgement {
  return { finding: { code: `protection/${code}`, severity: "warning", object, ...words }, relation };
}
