import type { Catalog, Oid, UserType } from "../model/catalog.ts";
import { type Check, nameOf } from "./check.ts";
import { holdsRows } from "./identity.ts";

/** A label of an enum still means what it meant: Postgres lets one take the name of another, and then rows read otherwise. */
export const labelsSurvive: Check = (evidence) => {
  const { catalog } = evidence.before;
  const exchanged = catalog.types.flatMap((type) => {
    const now = evidence.after?.catalog.types.find(({ oid }) => oid === type.oid);
    const labels = now === undefined ? [] : reused(type, now);
    return labels.length === 0 ? [] : [{ type, labels }];
  });
  if (exchanged.length === 0) return [];
  return catalog.relations.filter(holdsRows).flatMap((relation) =>
    relation.columns.flatMap((column) =>
      exchanged
        .filter(({ type }) => isMadeOf(catalog, column.typeOid, type.oid))
        .map(({ type, labels }) => ({
          finding: {
            code: "survival/name-reused",
            severity: "warning" as const,
            object: `${nameOf(relation)}.${column.name}`,
            message: `Labels of ${nameOf(type)} changed places: ${labels.join("; ")}. Rows that had one now read as the other.`,
            remedy:
              "Give a label a name that was never used, and make sure that every reader is deployed together with this.",
          },
          relation: relation.oid,
        })),
    ),
  );
};

/** Names that now belong to another label than before; labels keep their identity under a rename. */
function reused(before: UserType, now: UserType): readonly string[] {
  return before.labels.flatMap(({ oid, label }) => {
    const bearer = now.labels.find((other) => other.label === label);
    const moved = now.labels.find((other) => other.oid === oid);
    if (bearer === undefined || moved === undefined || bearer.oid === oid) return [];
    const former = before.labels.find((other) => other.oid === bearer.oid)?.label;
    return [
      `'${label}' is now ${former === undefined ? "a new label" : `what was '${former}'`}, and what was '${label}' is '${moved.label}'`,
    ];
  });
}

/** Through arrays, domains, ranges and attributes. */
function isMadeOf({ types }: Catalog, oid: Oid, part: Oid): boolean {
  const byOid = new Map(types.map((type) => [type.oid, type]));
  const seen = new Set<Oid>();
  const reaches = (at: Oid): boolean => {
    if (at === part) return true;
    const type = byOid.get(at);
    if (type === undefined || seen.has(at)) return false;
    seen.add(at);
    return [...(type.base === null ? [] : [type.base]), ...type.attributes.map(({ typeOid }) => typeOid)].some(reaches);
  };
  return reaches(oid);
}
