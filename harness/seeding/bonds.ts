import type { Column, Relation } from "../model/catalog.ts";
import { columnsOf, type Expression, readEqualities, readExpression } from "../sql/check-expression.ts";
import type { Atom } from "./atoms.ts";
import { axisOf } from "./axis.ts";
import type { Binding } from "./bindings.ts";
import type { Line } from "./combinations.ts";
import type { Context } from "./context.ts";
import { type Bond, bindAtoms } from "./groups.ts";
import { randomOf } from "./random.ts";
import type { ValueType } from "./types.ts";

interface Bindable {
  readonly column: Column;
  readonly type: ValueType;
}

/** Joins the atoms whose cells a check over several columns, or the partition bounds, read together. */
export async function bindBonds(
  context: Context,
  relation: Relation,
  planned: readonly Bindable[],
  atoms: readonly Atom[],
  bindings: Binding,
  wanted: number,
): Promise<readonly Atom[]> {
  const inputs = await generatedInputs(relation);
  const reads = (names: readonly string[]): readonly string[] => [
    ...new Set(names.flatMap((name) => [name, ...(inputs.get(name) ?? [])])),
  ];
  const positionsOf = (names: readonly string[]): readonly number[] =>
    reads(names)
      .map((name) => planned.findIndex(({ column }) => column.name === name))
      .filter((position) => position >= 0);
  const strataNames = bindings.strata.flatMap(({ tree }) => columnsOf(tree));
  // A check over one column has been met when the column's values were chosen.
  const needs = bindings.checks.map(({ tree }) => positionsOf(columnsOf(tree))).filter(({ length }) => length > 1);
  if (strataNames.length > 0) needs.push(positionsOf(strataNames));
  const left = [...atoms];
  for (const need of joined(atoms, needs)) {
    const members = left.filter((atom) => atom.positions.some((position) => need.has(position)));
    const names = members.flatMap(({ positions }) => positions.map((position) => planned[position]?.column.name ?? ""));
    const known = new Set([
      ...names,
      ...[...inputs.keys()].filter((name) => inputs.get(name)?.every((input) => names.includes(input))),
    ]);
    const within = (tree: Expression): boolean =>
      columnsOf(tree).every((name) => known.has(name)) && columnsOf(tree).length > 0;
    const bond = await bondOf(relation, planned, members, inputs, {
      checks: bindings.checks.filter(({ tree }) => within(tree)),
      strata: strataNames.length > 0 && strataNames.every((name) => known.has(name)) ? bindings.strata : [],
    });
    const random = randomOf(context.options.seed, `${relation.schema}.${relation.name}.${names.join("+")} bound`);
    const bound = await bindAtoms(context.client, members, bond, random, wanted);
    left.splice(0, left.length, ...left.filter((atom) => !members.includes(atom)), bound);
  }
  return left;
}

async function bondOf(
  relation: Relation,
  planned: readonly Bindable[],
  members: readonly Atom[],
  inputs: ReadonlyMap<string, readonly string[]>,
  binding: Omit<Binding, "hints">,
): Promise<Bond> {
  const positions = members.flatMap((atom) => atom.positions);
  const columns = positions.map((position) => planned[position]?.column).filter((column) => column !== undefined);
  const used = new Set([...binding.checks, ...binding.strata].flatMap(({ tree }) => columnsOf(tree)));
  const derived = relation.columns.filter((column) => used.has(column.name) && inputs.has(column.name));
  const equal = (await Promise.all(binding.checks.map(({ text }) => readEqualities(text)))).flat();
  const fixed = equal.flatMap(({ column, expression }) => {
    const position = planned.findIndex((one) => one.column.name === column);
    const type = planned[position]?.column.type;
    return type === undefined || !positions.includes(position)
      ? []
      : [{ position, expression: `(${expression})::${type}::text` }];
  });
  const distinct = new Set(members.filter((atom) => atom.distinct).flatMap((atom) => atom.positions));
  return {
    fixed,
    lines: linesOf(
      relation,
      planned,
      positions.filter((position) => !distinct.has(position)),
    ),
    shape: {
      columns: columns.map(({ name, type }) => ({ name, sql: type })),
      derived: derived.map(({ name, type, default: expression }) => ({
        name,
        sql: type,
        expression: expression ?? "null",
      })),
    },
    positions,
    checks: binding.checks.map(({ text }) => text),
    strata: binding.strata.map(({ text }) => text),
    strict: new Set(positions.filter((position) => isStrict(relation, planned[position]?.column))),
  };
}

function isStrict({ indexes }: Relation, column: Column | undefined): boolean {
  return indexes.some(
    ({ unique, nullsNotDistinct, columns }) => unique && nullsNotDistinct && columns.includes(column?.attnum ?? 0),
  );
}

/** Cells of one type with an order, but for keys to other rows. */
function linesOf(relation: Relation, planned: readonly Bindable[], positions: readonly number[]): readonly Line[] {
  const referring = relation.constraints.flatMap(({ kind, columns }) => (kind === "foreign" ? columns : []));
  const free = positions.filter((position) => !referring.includes(planned[position]?.column.attnum ?? 0));
  const types = new Set(free.map((position) => planned[position]?.column.type));
  return [...types].flatMap((type) => {
    const same = free.filter((position) => planned[position]?.column.type === type);
    const first = planned[same[0] ?? -1];
    const axis = first === undefined ? null : axisOf(first.type);
    return axis === null || same.length < 2 ? [] : [{ axis, positions: same }];
  });
}

/** Per generated column the columns that it is computed from. */
async function generatedInputs(relation: Relation): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for (const column of relation.columns) {
    if (column.generated !== null && column.default !== null)
      found.set(column.name, columnsOf(await readExpression(column.default)));
  }
  return found;
}

/** The needs that touch the same atoms, joined. */
function joined(atoms: readonly Atom[], needs: readonly (readonly number[])[]): readonly ReadonlySet<number>[] {
  const found: Set<number>[] = [];
  for (const need of needs) {
    const touched = atoms
      .filter((atom) => atom.positions.some((position) => need.includes(position)))
      .flatMap((atom) => atom.positions);
    const touching = found.filter((one) => touched.some((position) => one.has(position)));
    const union = new Set([...touching.flatMap((one) => [...one]), ...touched]);
    for (const one of touching) found.splice(found.indexOf(one), 1);
    if (union.size > 0) found.push(union);
  }
  return found;
}
