import type { Client } from "pg";
import { type Expression, readExpression } from "../../sql/check-expression.ts";
import { propose } from "../checks.ts";
import { judge } from "../judge.ts";
import { rulesOn, without } from "../never.ts";
import { checksOf, undressed, type ValueType } from "../types.ts";
import { arrayValues, multirangeValues, rangeValues, rowValues } from "./composed.ts";
import { boolean, float, integer, numeric } from "./numbers.ts";
import {
  bit,
  bytea,
  guess,
  hstore,
  inet,
  json,
  jsonpath,
  lexemes,
  logPosition,
  ltree,
  macaddr,
  shape,
  uuid,
  vector,
} from "./others.ts";
import { byte, char, text, xml } from "./texts.ts";
import { clock, instant, interval } from "./times.ts";
import type { Family, Source, Values } from "./values.ts";

const families: Readonly<Record<string, Family>> = {
  int2: integer,
  int4: integer,
  int8: integer,
  oid: integer,
  numeric,
  money: numeric,
  float4: float,
  float8: float,
  bool: boolean,
  text,
  varchar: text,
  citext: text,
  name: text,
  bpchar: char,
  char: byte,
  xml,
  date: instant,
  timestamp: instant,
  timestamptz: instant,
  time: clock,
  timetz: clock,
  interval,
  uuid,
  bytea,
  json,
  jsonb: json,
  inet,
  cidr: inet,
  macaddr,
  macaddr8: macaddr,
  bit,
  varbit: bit,
  point: shape,
  line: shape,
  lseg: shape,
  box: shape,
  path: shape,
  polygon: shape,
  circle: shape,
  tsvector: lexemes,
  tsquery: lexemes,
  pg_lsn: logPosition,
  jsonpath,
  hstore,
  ltree,
  vector,
};

/** Values of any type, without those that the user rules out; those of domains have been accepted by the server. */
export async function valuesOf(client: Client, type: ValueType, source: Source): Promise<Values> {
  return without(await allValues(client, type, source), rulesOn(source.rules, type), type);
}

async function allValues(client: Client, type: ValueType, source: Source): Promise<Values> {
  switch (type.kind) {
    case "enum":
      return { witnesses: type.labels, pool: type.labels, nth: null };
    case "domain":
      return domainValues(client, type, source);
    case "array":
      return arrayValues(
        await inner(client, type, source),
        source,
        !(type.inner?.notNull ?? false),
        type.inner?.kind === "base",
      );
    case "range":
      return rangeValues(type, await inner(client, type, source), source);
    case "multirange":
      return multirangeValues(await inner(client, type, source));
    case "composite": {
      const attributes: Values[] = [];
      for (const part of type.attributes)
        attributes.push(await valuesOf(client, part.type, { ...source, name: part.name }));
      return rowValues(attributes, source);
    }
    default: {
      const family = families[type.name];
      const made = tamed((family ?? guess)(type, source), family, source);
      return family === undefined ? restrict(client, { name: "value", type }, [], made, source) : made;
    }
  }
}

const arithmetic: readonly Family[] = [integer, numeric, float];
/** Multiplied by a thousand it still fits into an int. */
const tame = 100_000;

/** Leaves out numbers that overflow in ordinary arithmetic, where they are not wanted. */
function tamed(values: Values, family: Family | undefined, { extremes }: Source): Values {
  if (extremes !== "tame" || family === undefined || !arithmetic.includes(family)) return values;
  const small = (text: string) => Math.abs(Number(text)) < tame;
  return { ...values, witnesses: values.witnesses.filter(small), pool: values.pool.filter(small) };
}

async function inner(client: Client, type: ValueType, source: Source): Promise<Values> {
  if (type.inner === null) return { witnesses: [], pool: [], nth: null };
  return valuesOf(client, type.inner, { ...source, size: Math.min(source.size, 300) });
}

async function domainValues(client: Client, type: ValueType, source: Source): Promise<Values> {
  const base = undressed(type);
  const checks = checksOf(type);
  const values = await valuesOf(client, base, source);
  return checks.length === 0 ? values : restrict(client, { name: "value", type: base }, checks, values, source);
}

/**
 * Keeps what the server accepts for a column under checks that read no other column, and adds what the checks suggest.
 * @param hints expressions over other columns too: they suggest, and are not asked
 * @param wanted values that join the witnesses where they are accepted
 */
export async function restrict(
  client: Client,
  column: { readonly name: string; readonly type: ValueType },
  checks: readonly string[],
  values: Values,
  source: Source,
  hints: readonly Expression[] = [],
  wanted: readonly string[] = [],
): Promise<Values> {
  const expressions = await Promise.all(checks.map(readExpression));
  const proposal = propose(expressions, column.name, column.type, values, source);
  const hinted = propose(hints, column.name, column.type, values, source);
  // A series whose spelling a check refuses may do in one case.
  const series = [same, lowered, raised].flatMap((spell) => (values.nth === null ? [] : [spelled(values.nth, spell)]));
  const places = [0, 1, 7, source.size >> 1, source.size - 1, source.size * 3];
  const texts = [
    [...wanted, ...proposal.listed, ...values.witnesses],
    [...values.pool, ...proposal.others, ...hinted.others],
    ...series.map((nth) => places.map(nth)),
  ];
  const shape = { columns: [{ name: column.name, sql: column.type.sql }], derived: [] };
  const rows = texts.flat().map((text) => [text]);
  const answers = await judge(
    client,
    shape,
    rows,
    checks.map((check) => `(${check}) is not false`),
  );
  let from = 0;
  const [witnesses = [], pool = [], ...kept] = texts.map((part) => {
    from += part.length;
    const accepted = answers.slice(from - part.length, from);
    return [
      ...new Set(part.filter((text, at): text is string => text !== null && (accepted[at]?.every(Boolean) ?? false))),
    ];
  });
  return { witnesses, pool, nth: series.find((_, at) => kept[at]?.length === places.length) ?? null };
}

const same = (text: string): string => text;
const lowered = (text: string): string => text.toLowerCase();
const raised = (text: string): string => text.toUpperCase();

function spelled(nth: NonNullable<Values["nth"]>, spell: (text: string) => string): NonNullable<Values["nth"]> {
  return (at) => {
    const text = nth(at);
    return text === null ? null : spell(text);
  };
}
