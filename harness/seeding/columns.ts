import type { Column, Relation } from "../model/catalog.ts";
import { columnsOf, constantsOf, type Expression, readExpression } from "../sql/check-expression.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { type Atom, type ColumnDemands, columnAtom } from "./atoms.ts";
import { axisOf } from "./axis.ts";
import type { Binding } from "./bonds.ts";
import { demandsOn } from "./constants.ts";
import type { Context } from "./context.ts";
import { partitionPredicates } from "./partitions.ts";
import { fakerOf, randomOf } from "./random.ts";
import { typeOf, undressed, type ValueType } from "./types.ts";
import { restrict, valuesOf } from "./values/index.ts";
import type { Values } from "./values/values.ts";

/** A written column with all that decides its values. */
export interface Planned {
  readonly column: Column;
  readonly type: ValueType;
  readonly values: Values;
  readonly constants: readonly string[];
  /** Constants that checks over several columns compare with. */
  readonly suggested: readonly string[];
  readonly reserved: ReadonlySet<string>;
  /** By statement of the candidate: a value that answers what it compares the column with. */
  readonly answers: ReadonlyMap<number, string>;
  /** The column holds nothing but what the candidate will take. */
  readonly limited: boolean;
}

/** The checks of a table and what its partitions take, read. */
export async function bindingsOf({ client, catalog }: Context, relation: Relation): Promise<Binding> {
  const checks = relation.constraints.flatMap(({ kind, expression }) =>
    kind === "check" && expression !== null ? [expression] : [],
  );
  const strata = await partitionPredicates(client, catalog, relation);
  const read = async (text: string): Promise<{ text: string; tree: Expression }> => ({
    text,
    tree: await readExpression(text),
  });
  return { checks: await Promise.all(checks.map(read)), strata: await Promise.all(strata.map(read)) };
}

/** Chooses the values that a column may hold by itself. */
export async function planColumn(
  context: Context,
  relation: Relation,
  column: Column,
  bindings: Binding,
  wanted: number,
): Promise<Planned> {
  const { client, catalog, options } = context;
  const type = typeOf(catalog, column.typeOid, column.typeModifier, column.type);
  const random = randomOf(options.seed, `${relation.schema}.${relation.name}.${column.name}`);
  const keyed = relation.indexes.some((index) => index.unique && index.columns.includes(column.attnum));
  const size = Math.min(keyed ? 5000 : 300, Math.max(40, Math.ceil(wanted * (keyed ? 1.5 : 0.7))));
  const indexed = relation.indexes.some(
    ({ columns, definition }) =>
      columns.includes(column.attnum) || (columns.includes(0) && definition.includes(column.name)),
  );
  const { extremes } = options;
  const source = {
    name: column.name,
    indexed,
    extremes,
    default: column.default,
    random,
    faker: fakerOf(random),
    size,
  };
  const reading = [...bindings.checks, ...bindings.strata].filter(({ tree }) => columnsOf(tree).includes(column.name));
  const alone = bindings.checks.filter((check) => reading.includes(check) && columnsOf(check.tree).length === 1);
  const demands = demandsOn({ catalog, constants: options.constants }, relation, column, type, random);
  const { planted, answers, reserved } = demands;
  // Where a check already says what is allowed, the candidate has to cope with all of it.
  const allowed = alone.length === 0 ? demands.allowed : null;
  const limited = allowed !== null || demands.bytes;
  // Keys over an endless type take its series: few realistic values will do.
  const drawn = await valuesOf(client, type, { ...source, size: alone.length > 0 ? size : Math.min(size, 300) });
  const made = allowed !== null ? onlyThese(allowed) : demands.bytes ? withoutBackslashes(drawn) : drawn;
  if (reading.length === 0 && planted.length === 0)
    return { column, type, values: made, constants: [], suggested: [], reserved, answers, limited };
  if (allowed !== null) {
    const constants = planted.filter((text) => allowed.includes(text));
    return { column, type, values: made, constants, suggested: [], reserved, answers, limited };
  }
  const hints = reading.filter((check) => !alone.includes(check)).map(({ tree }) => tree);
  const values = await restrict(
    client,
    { name: column.name, type },
    alone.map(({ text }) => text),
    made,
    source,
    hints,
    planted,
  );
  const accepted = new Set([...values.witnesses, ...values.pool]);
  const suggested = hints.flatMap(constantsOf).filter((text) => accepted.has(text));
  return {
    column,
    type,
    values,
    constants: planted.filter((text) => accepted.has(text)),
    suggested: [...new Set(suggested)],
    reserved,
    answers,
    limited,
  };
}

function onlyThese(texts: readonly string[]): Values {
  return { witnesses: texts, pool: texts, nth: null };
}

/** A backslash in a text that is cast to bytea would have to be an escape. */
function withoutBackslashes({ witnesses, pool, nth }: Values): Values {
  const plain = (text: string): boolean => !text.includes("\\");
  return { witnesses: witnesses.filter(plain), pool: pool.filter(plain), nth };
}

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
  const nulls = isBound(bindings, name) ? 0.35 : 0.12;
  const start = distinct === "no" ? 0 : await startOf(context, relation, one, random.below(40));
  const nullable = !one.column.notNull && !one.type.notNull;
  return columnAtom(one.values, { ...one, position, random, nullable, distinct, start, nulls });
}

/** Whether a check over several columns, or the partition bounds, read the column. */
export function isBound({ checks, strata }: Binding, name: string): boolean {
  const reading = [...checks.filter(({ tree }) => columnsOf(tree).length > 1), ...strata];
  return reading.some(({ tree }) => columnsOf(tree).includes(name));
}

/** Whole numbers count up; but partition bounds want the numbers that they name. */
function wayToDiffer(one: Planned, partitioning: boolean): ColumnDemands["distinct"] {
  return isWhole(one) && !partitioning ? "series" : "yes";
}

function isWhole({ type, values }: Planned): boolean {
  return /^(int[248]|oid)$/.test(undressed(type).name) && values.nth !== null;
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
  if (!isWhole(one)) return otherwise;
  const found = await client.query<{ most: string | null }>(
    `select max(${identifier(one.column.name)})::text as most from ${relation.kind === "r" ? "only " : ""}${qualified(relation)}`,
  );
  const most = Number(found.rows[0]?.most ?? otherwise);
  const room = Number(axisOf(one.type)?.most ?? 0) - longestSeries;
  return most > 0 && most < room ? most : otherwise;
}
