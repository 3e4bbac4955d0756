import type { Column, Constraint, Relation } from "../model/catalog.ts";
import type { SeededColumn } from "../model/seed.ts";
import { columnsOf } from "../sql/check-expression.ts";
import type { Atom } from "./atoms.ts";
import { bindingsOf, isBound } from "./bindings.ts";
import { bindBonds } from "./bonds.ts";
import { columnCells } from "./column-atom.ts";
import { type Planned, planColumn } from "./columns.ts";
import { type Agreement, type Companions, companionsOf, tells } from "./companions.ts";
import type { Context } from "./context.ts";
import { enterExisting, type KeyBook, keyBook, keysOf } from "./keys.ts";
import { referringCells, type SelfReference } from "./references.ts";
import type { Row } from "./rows.ts";
import { earlierPairs } from "./times.ts";
import { undressed } from "./types.ts";

/** How the rows of one table are made. */
export interface TablePlan {
  readonly relation: Relation;
  /** The columns that are written; a row's cells stand in this order. */
  readonly columns: readonly Column[];
  readonly atoms: readonly Atom[];
  readonly keys: KeyBook;
  /** Some of the rows that were there before. */
  readonly existing: readonly Row[];
  /** Keys to the table's own rows. */
  readonly selfReferences: readonly SelfReference[];
  /** Pairs of cells of which the first is the earlier time. */
  readonly earlier: readonly (readonly [number, number])[];
  /** Cells that tell of the same person or place. */
  readonly agreements: readonly Agreement[];
  /** Cells, by position, that one statement of the candidate asks for together. */
  readonly conjunctions: readonly ReadonlyMap<number, string>[];
  /** What is meant to appear in each column. */
  readonly seeded: readonly SeededColumn[];
  /** Rows that it takes to place what must appear. */
  readonly telling: number;
  /** Rows to aim at. */
  readonly wanted: number;
}

// Rows of before that later ones may point to.
const known = 200;

/** @param open keys whose parents come later: left NULL, or on any value, until they are there */
export async function planTable(
  context: Context,
  relation: Relation,
  wanted: number,
  open: readonly Constraint[],
): Promise<TablePlan> {
  const bindings = await bindingsOf(context, relation);
  const companions = companionsOf(relation, context.options.seed);
  const planned: Planned[] = [];
  for (const column of relation.columns) {
    if (column.generated !== null) continue;
    const made = await planColumn(context, relation, column, bindings, wanted, companions);
    const empty = made.values.pool.length + made.values.witnesses.length === 0 && made.values.nth === null;
    // Nothing fits that we know of: the column's own default may.
    if (!empty || (!column.notNull && column.default === null)) planned.push(made);
  }
  const names = planned.map(({ column }) => column.name);
  const keys = await keysOf(context, relation, names);
  const distinct = (positions: readonly number[]): boolean =>
    keys.some((key) => key.predicate === null && key.positions.every((position) => positions.includes(position)));
  const { atoms, selfReferences, doomed } = await referringCells(context, relation, planned, {
    wanted,
    open,
    distinct,
    bound: (position) => isBound(bindings, planned[position]?.column.name ?? ""),
  });
  const filled = new Set(atoms.flatMap(({ positions }) => positions));
  const single: Atom[] = [];
  for (const [position, one] of planned.entries()) {
    if (!filled.has(position))
      single.push(await columnCells(context, relation, one, position, distinct([position]), bindings));
  }
  const bound = await bindBonds(context, relation, planned, [...atoms, ...single], bindings, wanted);
  const free = planned.flatMap(({ column }, position) =>
    isBound(bindings, column.name) || distinct([position]) ? [] : [{ column, position }],
  );
  const checked = new Set(bindings.checks.flatMap(({ tree }) => columnsOf(tree)));
  const unchecked = new Set(free.flatMap(({ column, position }) => (checked.has(column.name) ? [] : position)));
  const book = keyBook(keys, names);
  const existing = await enterExisting(context.client, relation, names, book);
  const conjunctions = conjunctionsOf(planned);
  const most = Math.max(0, ...bound.map(({ planted }) => planted.length + 2 + conjunctions.length));
  const telling = doomed ? Math.min(3, most) : most;
  return {
    relation,
    columns: planned.map(({ column }) => column),
    atoms: bound,
    keys: book,
    existing: existing.slice(0, known),
    selfReferences,
    earlier: earlierPairs(free),
    agreements: companions.map((group) => agreementOf(group, planned, filled, unchecked)),
    conjunctions,
    seeded: planned.map(({ column, hostile, limit, ruledOut, given }) => ({
      name: column.name,
      witnesses: hostile,
      limit,
      byUser: given,
      ruledOut,
    })),
    // Each row of such a table is refused: a few suffice to have the server say so.
    telling,
    wanted: doomed ? Math.min(3, wanted) : Math.max(wanted, telling),
  };
}

function agreementOf(
  { kinds, entityOf }: Companions,
  planned: readonly Planned[],
  referring: ReadonlySet<number>,
  free: ReadonlySet<number>,
): Agreement {
  const cells = planned.flatMap(({ column, type, given, limit, constants }, position) => {
    const kind = kinds.get(column.name);
    if (kind === undefined || given || limit !== null || referring.has(position) || !tells(type)) return [];
    const plain = type.kind !== "domain" && constants.length === 0;
    return [{ position, kind, limit: undressed(type).length, free: plain && free.has(position) }];
  });
  return { cells, entityOf };
}

/** What each statement compares with in more than one column. */
function conjunctionsOf(planned: readonly Planned[]): readonly ReadonlyMap<number, string>[] {
  const found = new Map<number, Map<number, string>>();
  for (const [position, { answers }] of planned.entries()) {
    for (const [statement, text] of answers) {
      const cells = found.get(statement) ?? new Map<number, string>();
      found.set(statement, cells.set(position, text));
    }
  }
  return [...found.values()].filter((cells) => cells.size > 1);
}
