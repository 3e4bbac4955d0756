import type { Catalog, Column, Oid, Relation, UserType } from "../model/catalog.ts";
import type { ColumnCoverage, Evidence } from "../model/evidence.ts";
import { count, nameOf } from "./check.ts";
import { type ColumnOutcome, outcomes, type TableOutcome } from "./outcomes.ts";

/** What a column must have held for a statement to stumble over it; left out where any value would do. */
export type Needs = "null" | "repeated";

interface Rule {
  readonly settledBy: readonly string[];
  readonly needs?: Needs;
}

/** What an object of the statements meant before the candidate; the schema of all names is in the text. */
interface Meant {
  readonly relation: Relation;
  readonly column: Column | null;
}

/**
 * What a run saw of an object that a rule feared for, in a sentence; null where the rows could not have shown what it fears.
 *
 * @param evidence of a run that found nothing about the object
 */
export function whatRowsShow(evidence: Evidence, object: string, { settledBy, needs }: Rule): string | null {
  const { catalog } = evidence.before;
  if (settledBy.every((family) => family === "protection")) {
    return stood(catalog, object) ? "The run found all protection as it was." : null;
  }
  const isCompared = settledBy.includes("survival");
  const meant = meantBy(catalog, object) ?? (isCompared ? null : tableOf(catalog, object));
  if (meant === null) return null;
  if (meant.length === 0) return "No column was of this type.";
  const looks = meant.map((one) => lookAt(evidence, one, isCompared, needs));
  const [first, ...others] = looks;
  if (first == null || others.includes(null)) return null;
  return others.length === 0 ? first : `The run lost no value of ${count(meant.length, "column")} of it.`;
}

/** The table that an object is, or belongs to. */
export function tableNamed({ relations }: Catalog, object: string): Relation | null {
  return relations.find((one) => object === nameOf(one) || object.startsWith(`${nameOf(one)}.`)) ?? null;
}

function stood(catalog: Catalog, object: string): boolean {
  return tableNamed(catalog, object) !== null || catalog.sequences.some((one) => nameOf(one) === object);
}

/** The table of a constraint that the candidate adds. */
function tableOf(catalog: Catalog, object: string): readonly Meant[] | null {
  const relation = tableNamed(catalog, object);
  return relation === null ? null : [{ relation, column: null }];
}

/** Whether a table or a column of this name stood there. */
export function isKnown(catalog: Catalog, object: string): boolean {
  return named(catalog, object).length > 0;
}

function named({ relations }: Catalog, object: string): readonly Meant[] {
  return relations.flatMap((relation): readonly Meant[] => {
    if (nameOf(relation) === object) return [{ relation, column: null }];
    const column = relation.columns.find(({ name }) => `${nameOf(relation)}.${name}` === object);
    return column === undefined ? [] : [{ relation, column }];
  });
}

/** Null for what holds no values that could be looked at. */
function meantBy(catalog: Catalog, object: string): readonly Meant[] | null {
  const direct = named(catalog, object);
  if (direct.length > 0) return direct;
  const type = catalog.types.find((one) => object === nameOf(one) || object.startsWith(`${nameOf(one)}.`));
  if (type !== undefined) {
    const types = madeOf(catalog, type);
    return catalog.relations.flatMap((relation) =>
      relation.columns.filter(({ typeOid }) => types.has(typeOid)).map((column) => ({ relation, column })),
    );
  }
  const inSchema = catalog.relations.filter(({ schema, kind }) => schema === object && (kind === "r" || kind === "p"));
  return inSchema.length === 0 ? null : inSchema.map((relation) => ({ relation, column: null }));
}

/** The type, and all that hold values of it: arrays, domains, composites, ranges. */
function madeOf({ types }: Catalog, type: UserType): ReadonlySet<Oid> {
  const found = new Set([type.oid]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { oid, base, attributes } of types)
      if ((base !== null && found.has(base)) || attributes.some(({ typeOid }) => found.has(typeOid))) found.add(oid);
  }
  return found;
}

function lookAt(evidence: Evidence, { relation, column }: Meant, compared: boolean, needs?: Needs): string | null {
  const covered = evidence.coverage.filter(({ schema, table }) => `${schema}.${table}` === nameOf(relation));
  const rows = covered[0]?.rows ?? 0;
  if (rows === 0) return null;
  const outcome = outcomes(evidence).find(({ before }) => before.oid === relation.oid);
  if (column === null) {
    // Which of its columns would have to hold it is not known.
    if (!compared) return needs === undefined ? `It ran on ${count(rows, "row")}.` : null;
    return outcome !== undefined && isWhole(outcome) ? `The run lost none of ${count(rows, "row")}.` : null;
  }
  const place = covered.find((one) => one.column === column.name);
  if (place?.covered !== true || !holds(place, column, needs)) return null;
  if (!compared) return `It ran on ${count(rows, "row")}${held(place, needs)}.`;
  const became = outcome?.columns.find(({ attnum }) => attnum === column.attnum);
  return became !== undefined && isUnharmed(became)
    ? `The run lost none of ${count(became.values, "value")} in ${count(rows, "row")}.`
    : null;
}

function isWhole({ now, comparison }: TableOutcome): boolean {
  return now !== null && comparison !== null && comparison.rows.lost === 0 && comparison.shuffled === 0;
}

function isUnharmed({ outcome }: ColumnOutcome): boolean {
  return outcome !== "lost" && outcome !== "altered" && outcome !== "unproven";
}

/** Whether a value stood there that the statement could have stumbled over, or none could. */
function holds({ rows, nulls, distinct }: ColumnCoverage, { notNull }: Column, needs: Needs | undefined): boolean {
  if (needs === "null") return nulls > 0 || notNull;
  return needs !== "repeated" || distinct < rows - nulls;
}

function held({ nulls }: ColumnCoverage, needs: Needs | undefined): string {
  return needs === "null" && nulls > 0 ? `, ${nulls} of them NULL before the candidate` : "";
}
