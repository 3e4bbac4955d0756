import type { Client } from "pg";
import { type Expression, readExpression } from "../../sql/check-expression.ts";
import { propose } from "../checks.ts";
import { judge } from "../judge.ts";
import { rulesOn, without } from "../never.ts";
import { behindCalls } from "../suggest/behind.ts";
import { readableTexts } from "../suggest/texts.ts";
import { checksOf, isConstrained, isText, undressed, type ValueType } from "../types.ts";
import { arrayValues, multirangeValues, rangeValues, rowValues } from "./composed.ts";
import { families } from "./families.ts";
import { float, integer, numeric } from "./numbers.ts";
import { guess } from "./others.ts";
import { interval } from "./times.ts";
import { chosen, type Family, type Made, type Source, type Values } from "./values.ts";

/** Values of any type, without those that the user rules out; those of domains have been accepted by the server. */
export async function valuesOf(client: Client, type: ValueType, source: Source): Promise<Values> {
  return without(await allValues(client, type, source), rulesOn(source.rules, type), type);
}

async function allValues(client: Client, type: ValueType, source: Source): Promise<Values> {
  if (type.kind === "domain") return domainValues(client, type, source);
  const family = families[type.name];
  const made = chosen(await making(client, type, source), source.extremes);
  if (type.kind !== "base")
    return isConstrained(type) ? restrict(client, { name: "value", type }, [], made, source) : made;
  const tame = tamed(made, family, source);
  // Whether the server knows the type and its latest words is for the server to say.
  const asked = family === undefined || latest.has(family);
  return asked ? restrict(client, { name: "value", type }, [], tame, source) : tame;
}

const latest: ReadonlySet<Family> = new Set([numeric, interval]);

async function making(client: Client, type: ValueType, source: Source): Promise<Made> {
  switch (type.kind) {
    case "enum":
      return {
        awkward: [{ values: type.labels, breaks: "labels that a new type lacks" }],
        pool: type.labels,
        nth: null,
      };
    case "array":
      return arrayValues(
        await inner(client, type, source),
        type.inner,
        source,
        type.inner === null || (await takesNull(client, type.inner)),
      );
    case "range":
      return rangeValues(type, await inner(client, type, source), source);
    case "multirange":
      return multirangeValues(await inner(client, type, source));
    case "composite": {
      const attributes: Values[] = [];
      for (const part of type.attributes)
        attributes.push(await valuesOf(client, part.type, { ...source, name: part.name }));
      const free = !type.attributes.some((part) => isConstrained(part.type));
      return rowValues(attributes, source, free);
    }
    default:
      return (families[type.name] ?? guess)(type, source);
  }
}

const arithmetic: readonly Family[] = [integer, numeric, float];
/** Multiplied by a thousand it still fits into an int. */
const largest = 100_000;
/** Its square is still no zero. */
const smallest = 1e-31;

/** Leaves out numbers that overflow in ordinary arithmetic, where they are not wanted. */
function tamed(values: Values, family: Family | undefined, { extremes }: Source): Values {
  if (extremes !== "tame" || family === undefined || !arithmetic.includes(family)) return values;
  const tame = (text: string) => {
    const size = Math.abs(Number(text));
    return size < largest && (size === 0 || size > smallest);
  };
  return { ...values, witnesses: values.witnesses.filter(tame), pool: values.pool.filter(tame) };
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

/** Whether NULL is among the type's values: NOT NULL of a domain and its checks may refuse it. */
export async function takesNull(client: Client, type: ValueType): Promise<boolean> {
  const checks = checksOf(type);
  if (type.notNull || checks.length === 0) return !type.notNull;
  const [accepted = false] = await acceptedBy(client, { name: "value", type: undressed(type) }, checks, [null]);
  return accepted;
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
  const accepted = (some: readonly (string | null)[]): Promise<readonly boolean[]> =>
    acceptedBy(client, column, checks, some);
  const proposal = propose(expressions, column.name, column.type, values, source);
  const behind = await behindCalls(client, [...expressions, ...hints]);
  const hinted = propose([...hints, ...behind], column.name, column.type, values, source);
  // A series whose spelling a check refuses may do in one case.
  const series = [same, lowered, raised].flatMap((spell) => (values.nth === null ? [] : [spelled(values.nth, spell)]));
  const places = [0, 1, 7, source.size >> 1, source.size - 1, source.size * 3];
  const texts = [
    [...wanted, ...proposal.listed, ...values.witnesses],
    [...values.pool, ...proposal.others, ...hinted.others],
    ...series.map((nth) => places.map(nth)),
  ];
  const answers = await accepted(texts.flat());
  let from = 0;
  const [witnesses = [], pool = [], ...kept] = texts.map((part) => {
    from += part.length;
    const good = answers.slice(from - part.length, from);
    return [...new Set(part.filter((text, at): text is string => text !== null && good[at] === true))];
  });
  const nth = series.find((_, at) => kept[at]?.length === places.length) ?? null;
  if (witnesses.length + pool.length > 0 || !isText(column.type)) return { witnesses, pool, nth };
  // A check that casts the text raises on all others.
  const readable = readableTexts(source);
  const found = await accepted(readable);
  return { witnesses, pool: readable.filter((_, at) => found[at] === true), nth };
}

async function acceptedBy(
  client: Client,
  { name, type }: { readonly name: string; readonly type: ValueType },
  checks: readonly string[],
  texts: readonly (string | null)[],
): Promise<readonly boolean[]> {
  const answers = await judge(
    client,
    { columns: [{ name, sql: type.sql }], derived: [] },
    texts.map((text) => [text]),
    checks.map((check) => `(${check}) is not false`),
  );
  return answers.map((answer) => answer?.every(Boolean) ?? false);
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
