import type { Column, Relation } from "../model/catalog.ts";
import { columnsOf, constantsOf, type Expression, readExpression } from "../sql/check-expression.ts";
import { identifier, qualified } from "../sql/quote.ts";
import { type Atom, type ColumnDemands, columnAtom } from "./atoms.ts";
import { axisOf } from "./axis.ts";
import type { Binding } from "./bonds.ts";
import { demandsOn } from "./constants.ts";
import type { Context } from "./context.ts";
import { givenValues, nameOf } from "./given.ts";
import { rulesOn, without } from "./never.ts";
import { partitionPredicates } from "./partitions.ts";
import { fakerOf, randomOf } from "./random.ts";
import { shaped } from "./shape.ts";
import { typeOf, undressed, type ValueType } from "./types.ts";
import { restrict, valuesOf } from "./values/index.ts";
import type { Source, Values } from "./values/values.ts";

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
  /** The awkward values of the type, whether or not the column takes them. */
  readonly hostile: readonly string[];
  /** Why it holds no other values, where the schema is not the reason. */
  readonly limit: string | null;
  /** The user rules values out. */
  readonly ruledOut: boolean;
  /** The user gives the values. */
  readonly given: boolean;
  /** NULL is among its values. */
  readonly nullable: boolean;
  /** The share of NULL among them; null where nobody says. */
  readonly nulls: number | null;
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
  const { client, catalog, options, rules } = context;
  const table = nameOf(relation);
  const type = typeOf(catalog, column.typeOid, column.typeModifier, column.type);
  const shape = options.shapes[table]?.columns[column.name] ?? null;
  const source = sourceOf(context, relation, column, bindings, wanted);
  const own = [...(rules.columns.get(`${table}.${column.name}`) ?? []), ...rulesOn(rules, type)];
  const demands = demandsOn({ catalog, constants: options.constants }, relation, column, type, source.random);
  const { planted, answers, reserved } = demands;
  const base = {
    column,
    type,
    reserved,
    answers,
    suggested: [],
    constants: [],
    hostile: [],
    limit: null,
    ruledOut: own.length > 0,
    given: false,
    nulls: shape?.nulls ?? null,
    nullable: !column.notNull && !type.notNull && !own.includes(null),
  };
  const given = options.tables[table]?.columns?.[column.name];
  if (given !== undefined) {
    const { nulls, ...values } = givenValues(given, column.type, source);
    return { ...base, values, given: true, nulls, nullable: nulls > 0, limit: "holdfast.config.ts gives its values" };
  }
  const reading = [...bindings.checks, ...bindings.strata].filter(({ tree }) => columnsOf(tree).includes(column.name));
  const alone = bindings.checks.filter((check) => reading.includes(check) && columnsOf(check.tree).length === 1);
  // Where a check already says what is allowed, the candidate has to cope with all of it.
  const allowed = alone.length === 0 ? demands.allowed : null;
  if (allowed !== null) {
    const values = without({ witnesses: allowed, pool: allowed, nth: null }, own, type);
    return { ...base, values, constants: planted.filter((text) => allowed.includes(text)), limit: candidateLimits };
  }
  const counted = countedBy(relation, column, type);
  const all = counted(await valuesOf(client, type, source));
  const drawn = shaped(without(all, own, type), shape, wanted, type);
  const made = demands.bytes ? withoutBackslashes(drawn) : drawn;
  const limit = demands.bytes ? candidateLimits : null;
  const hostile = type.kind === "domain" ? counted(await hostileOf(context, type, source)).witnesses : all.witnesses;
  if (reading.length === 0 && planted.length === 0) return { ...base, values: made, hostile, limit };
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
    ...base,
    values: without(values, own, type),
    constants: planted.filter((text) => accepted.has(text)),
    suggested: [...new Set(suggested)],
    hostile,
    limit,
  };
}

const candidateLimits = "the candidate takes no other values";

function sourceOf(
  { options, rules }: Context,
  relation: Relation,
  column: Column,
  bindings: Binding,
  wanted: number,
): Source {
  const random = randomOf(options.seed, `${nameOf(relation)}.${column.name}`);
  const keyed = relation.indexes.some((index) => index.unique && index.columns.includes(column.attnum));
  const checked = [...bindings.checks, ...bindings.strata].some(({ tree }) => columnsOf(tree).includes(column.name));
  // Keys over an endless type take its series: few realistic values will do.
  const most = keyed && checked ? 5000 : 300;
  return {
    name: column.name,
    indexed: relation.indexes.some(
      ({ columns, definition }) =>
        columns.includes(column.attnum) || (columns.includes(0) && definition.includes(column.name)),
    ),
    extremes: options.extremes,
    rules,
    default: column.default,
    random,
    faker: fakerOf(random),
    size: Math.min(most, Math.max(40, Math.ceil(wanted * (keyed ? 1.5 : 0.7)))),
  };
}

/** What the type below a domain takes: also values that the domain refuses, since what was kept out is told. */
function hostileOf({ client, options }: Context, type: ValueType, source: Source): Promise<Values> {
  const random = randomOf(options.seed, "hostile");
  return valuesOf(client, undressed(type), { ...source, random, faker: fakerOf(random) });
}

// The ends of the range would leave the sequence that is one day put behind a key no number to go on with.
const tameKeys: ReadonlySet<string> = new Set(["0", "-1"]);

/** Keys of whole numbers count up; what a sequence gives is only what a sequence gives. */
function countedBy(relation: Relation, column: Column, type: ValueType): (values: Values) => Values {
  const alone = relation.indexes.some(
    ({ unique, columns, predicate }) => unique && predicate === null && columns.join() === String(column.attnum),
  );
  if (!isWhole(type) || !alone) return (values) => values;
  const drawn = column.sequence !== null || column.identity !== null;
  return (values) => ({ ...values, witnesses: values.witnesses.filter((text) => !drawn && tameKeys.has(text)) });
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
  const nulls = one.nulls ?? (isBound(bindings, name) ? 0.35 : 0.12);
  const start = distinct === "no" ? 0 : await startOf(context, relation, one, random.below(40));
  return columnAtom(one.values, { ...one, position, random, distinct, start, nulls });
}

/** Whether a check over several columns, or the partition bounds, read the column. */
export function isBound({ checks, strata }: Binding, name: string): boolean {
  const reading = [...checks.filter(({ tree }) => columnsOf(tree).length > 1), ...strata];
  return reading.some(({ tree }) => columnsOf(tree).includes(name));
}

/** Whole numbers count up; but partition bounds want the numbers that they name. */
function wayToDiffer({ type, values, given }: Planned, partitioning: boolean): ColumnDemands["distinct"] {
  return isWhole(type) && values.nth !== null && !given && !partitioning ? "series" : "yes";
}

function isWhole(type: ValueType): boolean {
  return /^(int[248]|oid)$/.test(undressed(type).name);
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
    `select max(${identifier(one.column.name)})::text as most from ${relation.kind === "r" ? "only " : ""}${qualified(relation)}`,
  );
  const most = Number(found.rows[0]?.most ?? otherwise);
  const room = Number(axisOf(one.type)?.most ?? 0) - longestSeries;
  return most > 0 && most < room ? most : otherwise;
}
