import type { Constraint, Relation } from "../model/catalog.ts";
import type { Refusal, SeededTable } from "../model/seed.ts";
import { identifier } from "../sql/quote.ts";
import type { Context } from "./context.ts";
import { refusalOf } from "./copy.ts";
import { removeDangling } from "./dangling.ts";
import { fillTable } from "./fill.ts";
import { nameOf } from "./given.ts";
import { foreignKeys, isNullable } from "./order.ts";
import { type Reference, readReference, referenceAtom } from "./parents.ts";
import { randomOf } from "./random.ts";
import { type Change, placesOf, update } from "./update.ts";

interface OpenKey {
  readonly relation: Relation;
  readonly key: Constraint;
}

/**
 * Fills tables that refer to each other in a circle: keys that point ahead stay open (NULL, or any
 * value where the key may be deferred) and are set once their parents are there.
 */
export async function fillGroup(context: Context, group: readonly Relation[]): Promise<readonly SeededTable[]> {
  const { client } = context;
  const open = group.flatMap((relation, at) => pointingAhead(relation, group.slice(at + 1)));
  const deferred = open.filter(({ relation, key }) => !isNullable(relation, key));
  const names = deferred
    .map(({ relation, key }) => `${identifier(relation.schema)}.${identifier(key.name)}`)
    .join(", ");
  if (names !== "") await client.query(`savepoint holdfast_circle; set constraints ${names} deferred`);
  const seeded: SeededTable[] = [];
  // Each row of a table with an open one-to-one key takes a parent of its own.
  let parents = 0;
  for (const relation of group) {
    const keys = open.filter((one) => one.relation === relation).map(({ key }) => key);
    const wider = { ...context, options: { ...context.options, rows: Math.max(context.options.rows, parents) } };
    const filled = await fillTable(wider, relation, keys);
    const made = madeByTrigger(context, relation, filled);
    const last = made === null ? filled : await fillTable(wider, relation, [...keys, made]);
    seeded.push(last);
    if (keys.some((key) => isOneToOne(relation, key) && !isNullable(relation, key)))
      parents = Math.max(parents, last.placed);
  }
  const refusals = new Map<Relation, Refusal>();
  for (const { relation, key } of open) {
    const refusal = await closeKey(context, relation, key);
    if (refusal !== null) refusals.set(relation, refusal);
  }
  const gone = await removeDangling(client, group, deferred);
  const failed = names === "" ? null : await settled(context, names);
  if (failed !== null) return seeded.map((table) => ({ ...table, placed: 0, stoppedBy: failed }));
  return seeded.map((table, at) => {
    const relation = group[at] as Relation;
    const count = gone.get(relation) ?? 0;
    const stoppedBy = table.stoppedBy ?? refusals.get(relation) ?? (count > 0 ? parentless(relation, count) : null);
    return { ...table, placed: table.placed - count, stoppedBy };
  });
}

const foreignKeyViolation = "23503";

function parentless(relation: Relation, count: number): Refusal {
  const message = `${count} rows found no parent in the circle of tables that refer to each other`;
  return { constraint: null, refusing: nameOf(relation), sqlstate: foreignKeyViolation, message };
}

const uniqueViolation = "23505";

/** The key to a table into which the row's own trigger puts the parent: no parent may be there before. */
function madeByTrigger(
  { catalog }: Context,
  relation: Relation,
  { placed, stoppedBy }: SeededTable,
): Constraint | null {
  if (placed > 0 || stoppedBy?.sqlstate !== uniqueViolation || stoppedBy.refusing === nameOf(relation)) return null;
  const parent = catalog.relations.find((one) => nameOf(one) === stoppedBy.refusing);
  return foreignKeys(relation).find(({ references }) => references?.relation === parent?.oid) ?? null;
}

function pointingAhead(relation: Relation, ahead: readonly Relation[]): readonly OpenKey[] {
  return foreignKeys(relation)
    .filter(
      (key) =>
        ahead.some(({ oid }) => oid === key.references?.relation) && (isNullable(relation, key) || key.deferrable),
    )
    .map((key) => ({ relation, key }));
}

/** The deferred keys, asked now; where they do not hold, the whole circle is taken back. */
async function settled({ client }: Context, names: string): Promise<Refusal | null> {
  try {
    await client.query(`set constraints ${names} immediate; release savepoint holdfast_circle`);
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    await client.query("rollback to savepoint holdfast_circle; release savepoint holdfast_circle");
    return refusal;
  }
}

// A share of a large table is enough, where the key may stay open.
const most = 5000;
const batch = 200;

async function closeKey(context: Context, relation: Relation, key: Constraint): Promise<Refusal | null> {
  const { client, catalog, options } = context;
  const optional = isNullable(relation, key);
  const columns = key.columns.map((attnum) => relation.columns.find((column) => column.attnum === attnum));
  const written = columns.filter((column) => column !== undefined);
  const places = await placesOf(client, relation, written, optional ? most : Number.MAX_SAFE_INTEGER);
  const positionOf = (attnum: number): number => key.columns.indexOf(attnum);
  const reference = await readReference(client, catalog, relation, key, positionOf, places.length);
  if (reference === null) return null;
  const distinct = isOneToOne(relation, key);
  const strict = distinct && !optional;
  const held = strict ? heldIn(reference, places) : new Set<string>();
  const unheld = reference.parents.filter((parent) => !held.has(JSON.stringify(parent)));
  const left = { ...reference, parents: unrepeated(unheld, relation, key) };
  const rows = places.filter(({ cells }) => !held.has(JSON.stringify(cells)));
  const random = randomOf(options.seed, `${relation.schema}.${relation.name}.${key.name}`);
  const atom = referenceAtom([left], {
    random,
    distinct,
    wanted: rows.length,
    constants: new Map(),
    nulls: null,
    most: strict ? left.parents.length : null,
  });
  if (atom === null) return null;
  const changes = rows.flatMap(({ place }): Change[] => {
    const cells = optional && random.next() < 0.15 ? null : atom.draw(0);
    return cells === null ? [] : [{ place, cells }];
  });
  let refusal: Refusal | null = null;
  const budget = { left: 500, vain: 0 };
  for (let at = 0; at < changes.length; at += batch) {
    refusal = (await update(client, relation, written, changes.slice(at, at + batch), budget)).refusal ?? refusal;
  }
  return refusal;
}

function isOneToOne(relation: Relation, key: Constraint): boolean {
  return relation.indexes.some(
    (index) => index.unique && index.columns.every((attnum) => key.columns.includes(attnum)),
  );
}

/** Parents of which no two agree in cells that a key of the child makes distinct. */
function unrepeated(parents: Reference["parents"], { indexes }: Relation, key: Constraint): Reference["parents"] {
  const keys = indexes.filter(
    ({ unique, columns }) => unique && columns.every((attnum) => key.columns.includes(attnum)),
  );
  const seen = new Set<string>();
  return parents.filter((parent) => {
    const made = keys.map(({ columns }, at) =>
      JSON.stringify([at, ...columns.map((attnum) => parent[key.columns.indexOf(attnum)])]),
    );
    if (made.some((one) => seen.has(one))) return false;
    for (const one of made) seen.add(one);
    return true;
  });
}

/** Parents that rows point to by chance: given to other rows, they would break the key before those rows have moved. */
function heldIn({ parents }: Reference, rows: readonly Change[]): ReadonlySet<string> {
  const cells = new Set(rows.map((row) => JSON.stringify(row.cells)));
  return new Set(parents.map((parent) => JSON.stringify(parent)).filter((parent) => cells.has(parent)));
}
