import type { Catalog, Column, Oid, Relation } from "../model/catalog.ts";
import type { ColumnMatch, Matching, TablePair } from "../model/evidence.ts";
import { holdsRows, keysOf } from "./identity.ts";

/** New columns that are asked whether they hold what a dropped column held, at the most. */
const maxCandidates = 20;

/**
 * Pairs the tables and columns of two catalogs of which the second is of a clone of the first, so
 * that identifiers live on: a rename is seen as one, and what is new under an old name is seen too.
 */
export function match(before: Catalog, after: Catalog): Matching {
  const now = new Map(after.relations.map((relation) => [relation.oid, relation]));
  const pairs: TablePair[] = [];
  const lost: Oid[] = [];
  for (const old of before.relations.filter(holdsRows)) {
    const survivor = now.get(old.oid);
    const successor = bearerOfName(before, after, old);
    if (survivor !== undefined) pairs.push(pair(old, survivor, "survivor"));
    else if (successor !== undefined) pairs.push(pair(old, successor, "rebuilt"));
    else lost.push(old.oid);
    if (survivor !== undefined && successor !== undefined) pairs.push(pair(old, successor, "reader"));
  }
  return { pairs, lost, added: added(before, after) };
}

/** Another relation that now answers to the table's old name; the schema is followed by identity, too. */
function bearerOfName(before: Catalog, after: Catalog, old: Relation): Relation | undefined {
  const schema = before.schemas.find((candidate) => candidate.name === old.schema);
  const byName = (name: string | undefined) =>
    after.relations.find(
      (relation) => relation.name === old.name && relation.schema === name && relation.oid !== old.oid,
    );
  const renamed = after.schemas.find((candidate) => candidate.oid === schema?.oid)?.name;
  const bearer = byName(old.schema) ?? byName(renamed);
  return bearer !== undefined && ["r", "p", "v", "m"].includes(bearer.kind) && bearer.populated ? bearer : undefined;
}

function pair(old: Relation, now: Relation, role: TablePair["role"]): TablePair {
  const columns = old.columns
    .filter((column) => column.generated !== "virtual")
    .map((column) => (role === "survivor" ? follow(column, old, now) : byName(column, old, now)));
  return { before: old.oid, after: now.oid, role, columns, identity: commonKey(old, columns) };
}

/** In the same relation a column is its attnum, which a rename keeps and a drop uses up. */
function follow(column: Column, old: Relation, now: Relation): ColumnMatch {
  const survivor = now.columns.find((candidate) => candidate.attnum === column.attnum);
  const bearer = now.columns.find((candidate) => candidate.name === column.name && candidate.attnum !== column.attnum);
  return {
    before: column.attnum,
    survivor: survivor?.attnum ?? null,
    successor: bearer?.attnum ?? null,
    candidates: survivor === undefined ? candidates(column, newColumns(old, now), bearer) : [],
  };
}

/** In a rebuilt relation only the name says which column is which. */
function byName(column: Column, old: Relation, now: Relation): ColumnMatch {
  const bearer = now.columns.find((candidate) => candidate.name === column.name);
  const others = now.columns.filter((candidate) => old.columns.every((known) => known.name !== candidate.name));
  return {
    before: column.attnum,
    survivor: null,
    successor: bearer?.attnum ?? null,
    candidates: bearer === undefined ? candidates(column, others, bearer) : [],
  };
}

function newColumns(old: Relation, now: Relation): readonly Column[] {
  return now.columns.filter((candidate) => old.columns.every((known) => known.attnum !== candidate.attnum));
}

/** Only a column of the same type can hold the same values to the letter without anybody's say. */
function candidates(dropped: Column, columns: readonly Column[], bearer: Column | undefined): readonly number[] {
  return columns
    .filter((column) => column !== bearer && column.type === dropped.type && column.generated !== "virtual")
    .slice(0, maxCandidates)
    .map((column) => column.attnum);
}

/** The best key that lives on; else the best that stands again under its old names. */
function commonKey(old: Relation, columns: readonly ColumnMatch[]): TablePair["identity"] {
  const living = new Map(columns.map((match) => [match.before, match.survivor]));
  const standing = new Map(columns.map((match) => [match.before, match.survivor ?? match.successor]));
  for (const counterpart of [living, standing]) {
    for (const before of keysOf(old)) {
      const after = before.map((attnum) => counterpart.get(attnum) ?? null).filter((attnum) => attnum !== null);
      if (after.length === before.length) return { before, after };
    }
  }
  return null;
}

function added(before: Catalog, after: Catalog): Matching["added"] {
  const old = new Map(before.relations.map((relation) => [relation.oid, relation]));
  const relations = after.relations.filter((relation) => holdsRows(relation) && !old.has(relation.oid));
  const columns = after.relations.filter(holdsRows).flatMap((relation) => {
    const known = old.get(relation.oid);
    if (known === undefined) return [];
    return newColumns(known, relation)
      .filter((column) => column.generated === null)
      .map((column) => ({ relation: relation.oid, attnum: column.attnum }));
  });
  return { relations: relations.map((relation) => relation.oid), columns };
}
