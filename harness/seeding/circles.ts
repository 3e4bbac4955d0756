import type { Constraint, Relation } from "../model/catalog.ts";
import type { SeededTable } from "../model/seed.ts";
import { identifier } from "../sql/quote.ts";
import type { Context } from "./context.ts";
import { type Refusal, refusalOf } from "./copy.ts";
import { fillTable } from "./fill.ts";
import { foreignKeys, isNullable } from "./order.ts";
import { readReference, referenceAtom } from "./parents.ts";
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
  await client.query("savepoint holdfast_circle");
  if (names !== "") await client.query(`set constraints ${names} deferred`);
  const seeded: SeededTable[] = [];
  for (const relation of group) {
    const keys = open.filter((one) => one.relation === relation).map(({ key }) => key);
    seeded.push(await fillTable(context, relation, keys));
  }
  const refusals = new Map<Relation, Refusal>();
  for (const { relation, key } of open) {
    const refusal = await closeKey(context, relation, key);
    if (refusal !== null) refusals.set(relation, refusal);
  }
  const failed = names === "" ? null : await settled(context, names);
  await client.query("release savepoint holdfast_circle");
  if (failed !== null) return seeded.map((table) => ({ ...table, placed: 0, stoppedBy: failed }));
  return seeded.map((table, at) => ({
    ...table,
    stoppedBy: table.stoppedBy ?? refusals.get(group[at] as Relation) ?? null,
  }));
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
    await client.query(`set constraints ${names} immediate`);
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    await client.query("rollback to savepoint holdfast_circle");
    return refusal;
  }
}

// A share of a large table is enough, where the key may stay open.
const most = 5000;
const batch = 200;

async function closeKey(context: Context, relation: Relation, key: Constraint): Promise<Refusal | null> {
  const { client, catalog, options } = context;
  const optional = isNullable(relation, key);
  const rows = await placesOf(client, relation, [], optional ? most : Number.MAX_SAFE_INTEGER);
  const reference = await readReference(
    client,
    catalog,
    relation,
    key,
    (attnum) => key.columns.indexOf(attnum),
    rows.length,
  );
  const distinct = relation.indexes.some(
    (index) => index.unique && index.columns.every((attnum) => key.columns.includes(attnum)),
  );
  const random = randomOf(options.seed, `${relation.schema}.${relation.name}.${key.name}`);
  const atom =
    reference &&
    referenceAtom([reference], {
      random,
      distinct,
      wanted: rows.length,
      constants: new Map(),
      nulls: null,
      most: null,
    });
  if (atom === null) return null;
  const changes = rows.flatMap(({ place }): Change[] => {
    const cells = optional && random.next() < 0.15 ? null : atom.draw(0);
    return cells === null ? [] : [{ place, cells }];
  });
  const columns = atom.positions.map((at) => relation.columns.find((column) => column.attnum === key.columns[at]));
  const written = columns.filter((column) => column !== undefined);
  let refusal: Refusal | null = null;
  const budget = { left: 500, vain: 0 };
  for (let at = 0; at < changes.length; at += batch) {
    refusal = (await update(client, relation, written, changes.slice(at, at + batch), budget)).refusal ?? refusal;
  }
  return refusal;
}
