import type { Relation } from "../model/catalog.ts";
import { columnsOf, type Expression } from "../sql/check-expression.ts";
import { identifier } from "../sql/quote.ts";
import { type Atom, type ColumnDemands, columnAtom } from "./atoms.ts";
import { axisOf } from "./axis.ts";
import { type Binding, isBound } from "./bindings.ts";
import type { Planned } from "./columns.ts";
import type { Context } from "./context.ts";
import { randomOf } from "./random.ts";
import { ownRows } from "./relations.ts";
import { isWhole } from "./types.ts";

/** The cells of a column that no foreign key fills. @param keyed a key over this column alone makes it distinct */
export async function columnCells(
  context: Context,
  relation: Relation,
  one: Planned,
  position: number,
  keyed: boolean,
  bindings: Binding,
): Promise<Atom> {
  const { name } = one.column;
  const reads = ({ tree }: { readonly tree: Expression }): boolean => columnsOf(tree).includes(name);
  const distinct = exclusive(relation, one) ? "series" : keyed ? wayToDiffer(one, bindings.strata.some(reads)) : "no";
  const random = randomOf(context.options.seed, `${relation.schema}.${relation.name}.${name} draws`);
  // Checks over several columns often ask for NULL in one of them.
  const nulls = one.nulls ?? (isBound(bindings, name) ? 0.35 : 0.12);
  const start = distinct === "no" ? 0 : await startOf(context, relation, one, random.below(40));
  return columnAtom(one.values, { ...one, position, random, distinct, start, nulls });
}

/** Whole numbers count up; but partition bounds want the numbers that they name. */
function wayToDiffer({ type, values, given }: Planned, partitioning: boolean): ColumnDemands["distinct"] {
  return isWhole(type) && values.nth !== null && !given && !partitioning ? "series" : "yes";
}

function exclusive(relation: Relation, { column, type }: Planned): boolean {
  const excluded = relation.constraints.some(
    ({ kind, columns }) => kind === "exclusion" && columns.includes(column.attnum),
  );
  return excluded && (type.kind === "range" || type.kind === "multirange");
}

const longestSeries = 10_000_000;

/** Whole numbers go on behind the largest that is there, where that leaves room. */
async function startOf({ client }: Context, relation: Relation, one: Planned, otherwise: number): Promise<number> {
  if (!isWhole(one.type) || one.given) return otherwise;
  const found = await client.query<{ most: string | null }>(
    `select max(${identifier(one.column.name)})::text as most from ${ownRows(relation)}`,
  );
  const most = Number(found.rows[0]?.most ?? otherwise);
  const room = Number(axisOf(one.type)?.most ?? 0) - longestSeries;
  return most > 0 && most < room ? most : otherwise;
}
