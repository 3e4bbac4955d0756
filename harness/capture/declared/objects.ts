import type { Catalog, Column, Relation } from "../../model/catalog.ts";
import type { TablePair } from "../../model/evidence.ts";
import { isMeant, shownName } from "../../sql/quote.ts";

/** Two catalogs, and which of their tables hold the same rows. */
export interface Ground {
  readonly before: Catalog;
  readonly after: Catalog;
  readonly pairs: readonly TablePair[];
}

/** An old table, and what holds its rows now; null where nothing does. */
export interface MeantTable {
  readonly old: Relation;
  readonly now: Relation | null;
  readonly pair: TablePair | null;
}

export interface MeantColumn {
  readonly relation: Relation;
  readonly column: Column;
}

/** Why the rows cannot be asked, in words for people. */
export type Problem = { readonly problem: string };

export function isProblem(found: object): found is Problem {
  return "problem" in found;
}

/** The old table that is meant by "schema.table". */
export function tableMeant(ground: Ground, written: string): MeantTable | Problem {
  const old = ground.before.relations.find(
    ({ schema, name, kind }) => ["r", "p"].includes(kind) && isMeant(written, [schema, name]),
  );
  if (old === undefined) return { problem: `before the candidate there is no table ${written}` };
  return unheld(ground, old) ?? tableOf(ground, old);
}

/** Why a relation holds no rows of its own that could be asked. */
function unheld({ before }: Ground, { schema, name, kind, partitionOf }: Relation): Problem | null {
  if (kind !== "r" && kind !== "p") return { problem: `${shownName(schema, name)} is no table` };
  let root: Relation | undefined;
  for (let oid = partitionOf; oid !== null && oid !== undefined; oid = root?.partitionOf ?? null) {
    root = before.relations.find((relation) => relation.oid === oid);
  }
  if (root === undefined) return null;
  const whole = shownName(root.schema, root.name);
  return { problem: `${shownName(schema, name)} is a partition: its rows are declared of ${whole}` };
}

function tableOf({ after, pairs }: Ground, old: Relation): MeantTable {
  const pair = pairs.find((candidate) => candidate.before === old.oid && candidate.role !== "reader") ?? null;
  const now = after.relations.find(({ oid }) => oid === pair?.after) ?? null;
  return now === null ? { old, now: null, pair: null } : { old, now, pair };
}

/** The column that is meant by "schema.table.column" in one catalog. */
export function columnIn(catalog: Catalog, written: string): MeantColumn | null {
  for (const relation of catalog.relations) {
    const column = relation.columns.find(({ name }) => isMeant(written, [relation.schema, relation.name, name]));
    if (column !== undefined) return { relation, column };
  }
  return null;
}

/** A table whose rows live on, and a column that is asked about: as it was, and as it is. */
export interface Followed {
  readonly old: Relation;
  readonly now: Relation;
  readonly pair: TablePair;
  /** Null where the column is new. */
  readonly before: Column | null;
  readonly after: Column;
}

/** Follows an old column to what it is now; or takes a new one of a table that was there. */
export function columnFollowed(ground: Ground, written: string): Followed | Problem {
  const found = columnIn(ground.before, written);
  if (found === null) return newColumn(ground, written);
  const problem = unheld(ground, found.relation);
  if (problem !== null) return problem;
  const { old, now, pair } = tableOf(ground, found.relation);
  if (now === null || pair === null) return { problem: `the table of ${written} is gone` };
  const match = pair.columns.find(({ before }) => before === found.column.attnum);
  const attnum = match?.survivor ?? match?.successor ?? null;
  const after = now.columns.find((column) => column.attnum === attnum);
  if (after === undefined) return { problem: `after the candidate nothing is left of the column ${written}` };
  return { old, now, pair, before: found.column, after };
}

function newColumn(ground: Ground, written: string): Followed | Problem {
  for (const pair of ground.pairs) {
    const old = ground.before.relations.find(({ oid }) => oid === pair.before);
    const now = ground.after.relations.find(({ oid }) => oid === pair.after);
    if (old === undefined || now === undefined || pair.role === "reader") continue;
    // A table that was renamed, too, may go by either name.
    const after = now.columns.find(({ name }) => [old, now].some((by) => isMeant(written, [by.schema, by.name, name])));
    if (after !== undefined) return { old, now, pair, before: null, after };
  }
  return { problem: `there is no column ${written}, neither before the candidate nor after it` };
}
