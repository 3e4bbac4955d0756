import type { Client } from "pg";
import type { Catalog, Constraint, Relation } from "../model/catalog.ts";
import { identifier, qualified } from "../sql/quote.ts";
import type { Atom } from "./atoms.ts";
import type { Text } from "./judge.ts";
import type { Random } from "./random.ts";

/** A foreign key with the rows that it may point to. */
export interface Reference {
  readonly key: Constraint;
  /** Cells of the row, in the key's order. */
  readonly positions: readonly number[];
  /** Of `positions`, those that take NULL. */
  readonly nullable: readonly number[];
  /** The parent's referenced values. */
  readonly parents: readonly (readonly string[])[];
}

// A pool this large spreads well enough; one-to-one keys need as many parents as there are rows.
const enough = 2000;

/** Reads what the parent holds, in the order in which it was written. */
export async function readReference(
  client: Client,
  catalog: Catalog,
  relation: Relation,
  key: Constraint,
  positionOf: (attnum: number) => number,
  wanted: number,
): Promise<Reference | null> {
  const { references } = key;
  const parent = catalog.relations.find(({ oid }) => oid === references?.relation);
  if (references === null || parent === undefined) return null;
  const names = references.columns.map((attnum) =>
    identifier(parent.columns.find((one) => one.attnum === attnum)?.name ?? ""),
  );
  const found = await client.query<string[]>({
    text: `select ${names.map((name) => `${name}::text`).join(", ")} from ${parent.kind === "p" ? "" : "only "}${qualified(parent)}
      where ${names.map((name) => `${name} is not null`).join(" and ")} limit ${Math.max(enough, wanted)}`,
    rowMode: "array",
  });
  const nullable = key.columns.filter(
    (attnum) => relation.columns.find((one) => one.attnum === attnum)?.notNull === false,
  );
  return { key, positions: key.columns.map(positionOf), nullable: nullable.map(positionOf), parents: found.rows };
}

export interface ReferenceDemands {
  readonly random: Random;
  readonly distinct: boolean;
  readonly wanted: number;
  /** Values per cell that some row should point to. */
  readonly constants: ReadonlyMap<number, readonly string[]>;
  /** Share of rows that point nowhere; null where nobody says. */
  readonly nulls: number | null;
  /** Parents that rows may point to; null where nobody says. */
  readonly most: number | null;
}

const openShare = 0.12;
const share = 0.85;

/** Foreign keys that share columns, filled together: each tuple satisfies all of them. Null when no tuple does. */
export function referenceAtom(references: readonly Reference[], demands: ReferenceDemands): Atom | null {
  const { random, constants } = demands;
  const ordered = [...references].sort((one, other) => other.positions.length - one.positions.length);
  const positions = [...new Set(ordered.flatMap((reference) => reference.positions))];
  const shuffled = random.shuffled(tuplesOf(ordered, positions, demands));
  // Some parents stay without children.
  const some = demands.most ?? (shuffled.length < 5 ? shuffled.length : Math.ceil(shuffled.length * share));
  const tuples = shuffled.slice(0, some);
  const open = ordered.flatMap((reference) => openings(reference, positions));
  const pointed = shuffled.filter((tuple) =>
    positions.some((position, at) => constants.get(position)?.includes(tuple[at] ?? "") ?? false),
  );
  const blank = positions.map((): Text => null);
  const mayBeBlank =
    open.length > 0 && positions.every((position) => ordered.some(({ nullable }) => nullable.includes(position)));
  if (tuples.length === 0 && !mayBeBlank) return null;
  const opened = (tuple: readonly Text[], holes: readonly number[]): readonly Text[] =>
    tuple.map((text, at) => (holes.includes(at) ? null : text));
  let used = 0;
  return {
    positions,
    planted: [...pointed.slice(0, 6), ...open.map((holes) => opened(tuples[0] ?? blank, holes)), ...tuples.slice(0, 2)],
    suggested: open.map((holes) => opened(tuples[0] ?? blank, holes)),
    distinct: demands.distinct,
    draw() {
      const holes =
        open.length > 0 && (tuples.length === 0 || random.next() < (demands.nulls ?? openShare))
          ? random.pick(open)
          : [];
      if (demands.distinct) {
        const next = tuples[used++];
        if (next !== undefined) return next;
        return open.length > 0 ? opened(tuples.length > 0 ? random.pick(tuples) : blank, random.pick(open)) : null;
      }
      // Squared, so that few parents have many children and many have few.
      const tuple = tuples[Math.floor(random.next() ** 2 * tuples.length)] ?? blank;
      return opened(tuple, holes);
    },
  };
}

/** Which cells to leave NULL so that the key is open; none where it cannot be. */
function openings(reference: Reference, positions: readonly number[]): readonly (readonly number[])[] {
  const { nullable, key } = reference;
  if (nullable.length === 0) return [];
  if (key.references?.matchFull === true && nullable.length < reference.positions.length) return [];
  return [nullable.map((position) => positions.indexOf(position))];
}

function tuplesOf(
  references: readonly Reference[],
  positions: readonly number[],
  { random, wanted, distinct }: ReferenceDemands,
): readonly (readonly Text[])[] {
  const [widest, ...others] = references;
  if (widest === undefined) return [];
  if (others.length === 0) return widest.parents;
  const lookups = others.map((reference, at) =>
    lookup(reference, new Set(references.slice(0, at + 1).flatMap((before) => before.positions))),
  );
  const goal = distinct ? Math.ceil(wanted * 1.3) : Math.min(enough, Math.max(300, wanted));
  const starts: readonly (readonly Text[])[] =
    widest.parents.length > 0 ? widest.parents : [widest.positions.map(() => null)];
  const found = new Map<string, readonly Text[]>();
  for (let tries = 0; found.size < goal && tries < Math.max(goal, starts.length) * 3; tries++) {
    const cells = new Map<number, Text>();
    const start = starts[tries % starts.length] as readonly Text[];
    for (const [at, position] of widest.positions.entries()) cells.set(position, start[at] ?? null);
    if (!lookups.every((fill) => fill(cells, random))) continue;
    const tuple = positions.map((position) => cells.get(position) ?? null);
    found.set(JSON.stringify(tuple), tuple);
  }
  return [...found.values()];
}

/** Fills the key's cells so that they agree with those that are `given`; false when no parent does. */
function lookup(
  reference: Reference,
  given: ReadonlySet<number>,
): (cells: Map<number, Text>, random: Random) => boolean {
  const shared = reference.positions.flatMap((position, at) => (given.has(position) ? [at] : []));
  const groups = new Map<string, (readonly string[])[]>();
  for (const parent of reference.parents) {
    const label = JSON.stringify(shared.map((at) => parent[at]));
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [parent]);
    else group.push(parent);
  }
  return (cells, random) => {
    const wanted = shared.map((at) => cells.get(reference.positions[at] as number) ?? null);
    const fitting = groups.get(JSON.stringify(wanted));
    if (fitting !== undefined) {
      const parent = random.pick(fitting);
      for (const [at, position] of reference.positions.entries()) cells.set(position, parent[at] ?? null);
      return true;
    }
    const own = reference.positions.filter((position) => !given.has(position));
    const loose =
      own.some((position) => reference.nullable.includes(position)) && reference.key.references?.matchFull !== true;
    for (const position of own) if (reference.nullable.includes(position)) cells.set(position, null);
    return loose || wanted.includes(null);
  };
}
