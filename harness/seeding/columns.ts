import type { Faker } from "@faker-js/faker";
import type { Column, Relation } from "../model/catalog.ts";
import type { ColumnShape, NeverRule } from "../model/seed.ts";
import { columnsOf, constantsOf } from "../sql/check-expression.ts";
import type { Binding } from "./bindings.ts";
import { namedFor } from "./checks.ts";
import { type Companions, companionTexts, tells } from "./companions.ts";
import { type Demands, demandsOn } from "./constants.ts";
import type { Context } from "./context.ts";
import { givenValues, nameOf } from "./given.ts";
import { rulesOn, without } from "./never.ts";
import { fakerOf, randomOf } from "./random.ts";
import { shaped } from "./shape.ts";
import { isWhole, typeOf, undressed, type ValueType } from "./types.ts";
import { restrict, takesNull, valuesOf } from "./values/index.ts";
import { clipped, series } from "./values/texts.ts";
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

/** Chooses the values that a column may hold by itself. */
export async function planColumn(
  context: Context,
  relation: Relation,
  column: Column,
  bindings: Binding,
  wanted: number,
  companions: readonly Companions[],
): Promise<Planned> {
  const { catalog, options, rules } = context;
  const table = nameOf(relation);
  const type = typeOf(catalog, column.typeOid, column.typeModifier, column.type);
  const shape = options.shapes[table]?.columns[column.name] ?? null;
  const source = sourceOf(context, relation, column, bindings, wanted);
  const own = [...(rules.columns.get(`${table}.${column.name}`) ?? []), ...rulesOn(rules, type)];
  const demands = demandsOn({ catalog, constants: options.constants }, relation, column, type, source.random);
  const base = {
    column,
    type,
    reserved: demands.reserved,
    answers: demands.answers,
    suggested: [],
    constants: [],
    hostile: [],
    limit: null,
    ruledOut: own.length > 0,
    given: false,
    nulls: shape?.nulls ?? null,
    nullable: !column.notNull && !own.includes(null) && (await takesNull(context.client, type)),
  };
  const given = options.tables[table]?.columns?.[column.name];
  if (given !== undefined) {
    const { nulls, ...values } = givenValues(given, column.type, source);
    return {
      ...base,
      values,
      given: true,
      nulls,
      nullable: nulls > 0,
      limit: `${options.wishes.source} gives its values`,
    };
  }
  return chosen(context, relation, bindings, { base, own, demands, source, shape, wanted, companions });
}

interface Choice {
  readonly base: Omit<Planned, "values">;
  /** What the user rules out. */
  readonly own: readonly NeverRule[];
  readonly demands: Demands;
  readonly source: Source;
  readonly shape: ColumnShape | null;
  readonly wanted: number;
  readonly companions: readonly Companions[];
}

async function chosen(
  context: Context,
  relation: Relation,
  bindings: Binding,
  { base, own, demands, source, shape, wanted, companions }: Choice,
): Promise<Planned> {
  const { client } = context;
  const { column, type } = base;
  const { planted } = demands;
  const reading = [...bindings.checks, ...bindings.strata].filter(({ tree }) => columnsOf(tree).includes(column.name));
  const alone = bindings.checks.filter((check) => reading.includes(check) && columnsOf(check.tree).length === 1);
  // Where a check already says what is allowed, the candidate has to cope with all of it.
  const allowed = alone.length === 0 ? demands.allowed : null;
  if (allowed !== null) {
    const values = without({ witnesses: allowed, pool: allowed, nth: null }, own, type);
    return { ...base, values, constants: planted.filter((text) => allowed.includes(text)), limit: candidateLimits };
  }
  const counted = countedBy(relation, column, type);
  const all = telling(counted(await valuesOf(client, type, source)), type, companionTexts(companions, column.name));
  const drawn = shaped(without(all, own, type), shape, wanted, type);
  const made = demands.bytes ? withoutBackslashes(drawn) : drawn;
  const limit = demands.bytes ? candidateLimits : null;
  const hostile = type.kind === "domain" ? counted(await hostileOf(context, type, source)).witnesses : all.witnesses;
  const triggered = bindings.hints.filter((part) => columnsOf(part).includes(column.name));
  if (reading.length === 0 && planted.length === 0 && triggered.length === 0)
    return { ...base, values: made, hostile, limit };
  const hints = [...reading.filter((check) => !alone.includes(check)).map(({ tree }) => tree), ...triggered];
  const found = await restrict(
    client,
    { name: column.name, type },
    alone.map(({ text }) => text),
    made,
    source,
    hints,
    planted,
  );
  // Where no value does, the server shall say which check it breaks.
  const hopeless = column.notNull && column.default === null && found.witnesses.length + found.pool.length === 0;
  const values = without(hopeless ? made : found, own, type);
  const accepted = new Set([...values.witnesses, ...values.pool]);
  const suggested = hints.flatMap(constantsOf).filter((text) => accepted.has(text));
  return {
    ...base,
    values,
    constants: [...new Set([...planted, ...namedFor(triggered, column.name)])].filter((text) => accepted.has(text)),
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
  let faker: Faker | null = null;
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
    // Most columns never ask for it, and making one takes its time.
    get faker() {
      faker ??= fakerOf(random);
      return faker;
    },
    size: Math.min(most, Math.max(40, Math.ceil(wanted * (keyed ? 1.5 : 0.7)))),
  };
}

/** Ordinary values that tell of the persons or places of which other columns of the row tell. */
function telling(values: Values, type: ValueType, texts: readonly string[] | null): Values {
  if (texts === null || !tells(type)) return values;
  const { length } = undressed(type);
  const pool = [...new Set(texts.map((text) => clipped(text, length)))];
  return { ...values, pool, nth: series(pool, length) };
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
