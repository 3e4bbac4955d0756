import type { Constraint, Relation } from "../model/catalog.ts";
import type { ColumnShape } from "../model/seed.ts";
import { type Atom, constantAtom } from "./atoms.ts";
import type { Planned } from "./columns.ts";
import type { Context } from "./context.ts";
import { nameOf } from "./given.ts";
import { foreignKeys, isNullable } from "./order.ts";
import { type Reference, readReference, referenceAtom } from "./parents.ts";
import { randomOf } from "./random.ts";
import { distinctOf } from "./shape.ts";

/** A foreign key to the table's own rows. */
export interface SelfReference {
  readonly positions: readonly number[];
  readonly targets: readonly number[];
  /** Cells that no other key fills. */
  readonly own: readonly number[];
  /** Of `own`, those that may be NULL, which leaves the key open; none where every row must point. */
  readonly open: readonly number[];
  /** A check decides over other cells whether the key is open: it stays NULL where the row drew NULL for it. */
  readonly bound: boolean;
}

/** The cells that foreign keys fill. */
export interface Referring {
  readonly atoms: readonly Atom[];
  readonly selfReferences: readonly SelfReference[];
  /** A parent that must be pointed to has no rows. */
  readonly doomed: boolean;
}

interface Demands {
  readonly wanted: number;
  /** Keys whose parents come later. */
  readonly open: readonly Constraint[];
  /** Whether a key makes the cells at these positions distinct. */
  readonly distinct: (positions: readonly number[]) => boolean;
  /** Whether a check over several columns reads the cell at the position. */
  readonly bound: (position: number) => boolean;
}

export async function referringCells(
  context: Context,
  relation: Relation,
  planned: readonly Planned[],
  demands: Demands,
): Promise<Referring> {
  const { wanted, open, distinct, bound } = demands;
  const positionOf = (attnum: number): number => planned.findIndex(({ column }) => column.attnum === attnum);
  // Where the user gives the values, it is the user who points.
  const points = (attnum: number): boolean => planned[positionOf(attnum)]?.given === false;
  const keys = foreignKeys(relation).filter((key) => key.columns.every(points));
  const ofSelf = keys.filter((key) => key.references?.relation === relation.oid);
  const references: Reference[] = [];
  for (const key of keys) {
    if (ofSelf.includes(key) || open.includes(key)) continue;
    const reference = await readReference(context.client, context.catalog, relation, key, positionOf, wanted);
    if (reference === null) continue;
    // Where production holds no NULL, none is left open either.
    references.push({ ...reference, nullable: reference.nullable.filter((position) => planned[position]?.nullable) });
  }
  const constants = new Map(planned.map((one, position) => [position, one.constants]));
  const found = clusters(references).map((cluster) => {
    const positions = cluster.flatMap((reference) => reference.positions);
    const label = positions.map((position) => planned[position]?.column.name).join("+");
    const random = randomOf(context.options.seed, `${relation.schema}.${relation.name}.${label} references`);
    const shape = positions.length === 1 ? shapeOf(context, relation, planned, positions) : null;
    const nulls = positions.map((position) => planned[position]?.nulls ?? null).find((share) => share !== null);
    const most = distinctOf(shape, wanted);
    return referenceAtom(cluster, {
      random,
      distinct: distinct(positions),
      wanted,
      constants,
      nulls: nulls ?? null,
      most,
    });
  });
  const atoms = found.filter((atom) => atom !== null);
  const filled = new Set(atoms.flatMap(({ positions }) => positions));
  const selfReferences = ofSelf.map((key) => selfReference(relation, key, planned, positionOf, filled, bound));
  const late = [
    ...open.flatMap((key) => key.columns.map(positionOf)),
    ...selfReferences.flatMap(({ own, bound }) => (bound ? [] : own)),
  ];
  const targets = selfReferences.flatMap((reference) => reference.targets);
  // Whatever they were, the row that is pointed to decides.
  const copied = selfReferences.flatMap(({ own, open }) => (open.length === 0 ? own : []));
  const blank = [...new Set(late)].filter(
    (position) =>
      !filled.has(position) &&
      !targets.includes(position) &&
      (planned[position]?.nullable === true || copied.includes(position)),
  );
  return {
    atoms: [...atoms, ...blank.map((position) => constantAtom([position], [null]))],
    selfReferences,
    doomed: found.includes(null),
  };
}

function shapeOf(
  { options }: Context,
  relation: Relation,
  planned: readonly Planned[],
  [position = -1]: readonly number[],
): ColumnShape | null {
  return options.shapes[nameOf(relation)]?.columns[planned[position]?.column.name ?? ""] ?? null;
}

function selfReference(
  relation: Relation,
  key: Constraint,
  planned: readonly Planned[],
  positionOf: (attnum: number) => number,
  filled: ReadonlySet<number>,
  isBound: Demands["bound"],
): SelfReference {
  const positions = key.columns.map(positionOf);
  const own = positions.filter((position) => !filled.has(position));
  const open = isNullable(relation, key) ? own.filter((position) => planned[position]?.nullable === true) : [];
  return {
    positions,
    targets: (key.references?.columns ?? []).map(positionOf),
    own,
    open,
    bound: open.length > 0 && own.every(isBound),
  };
}

/** Foreign keys that share columns belong together. */
function clusters(references: readonly Reference[]): readonly (readonly Reference[])[] {
  const found: Reference[][] = [];
  for (const reference of references) {
    const touching = found.filter((cluster) =>
      cluster.some((one) => one.positions.some((at) => reference.positions.includes(at))),
    );
    const joined = [...touching.flat(), reference];
    for (const cluster of touching) found.splice(found.indexOf(cluster), 1);
    found.push(joined);
  }
  return found;
}
