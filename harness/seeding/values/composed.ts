import { axisOf } from "../axis.ts";
import { undressed, type ValueType } from "../types.ts";
import type { Source, Values } from "./values.ts";

/** Arrays: empty, with NULL, with one and with several elements; of plain types also of two dimensions. */
export function arrayValues(element: Values, source: Source, mayHoldNull: boolean, scalar: boolean): Values {
  const { random } = source;
  const all = [...element.witnesses, ...element.pool];
  if (all.length === 0) return { witnesses: ["{}"], pool: [], nth: null };
  const made = (length: number): string => list(Array.from({ length }, () => random.pick(all)));
  const several = [
    list(element.witnesses.slice(0, 6)),
    list([random.pick(all), mayHoldNull ? null : random.pick(all)]),
  ];
  const square = `{${several[1]},${several[1]}}`;
  const nth = element.nth;
  return {
    witnesses: [...new Set([...several, "{}", list([all[0] as string]), ...(scalar ? [square] : [])])],
    pool: [...new Set(Array.from({ length: Math.min(source.size, 200) }, () => made(1 + random.below(4))))],
    nth: nth === null ? null : (at) => maybe(nth(at), (text) => list([text])),
  };
}

/** Text of an array. */
export function list(elements: readonly (string | null)[]): string {
  return `{${elements.map((text) => (text === null ? "NULL" : quoted(text))).join(",")}}`;
}

/** Composites: every attribute filled, one left NULL. */
export function rowValues(attributes: readonly Values[], source: Source): Values {
  const { random } = source;
  const row = (pick: (values: Values, at: number) => string | null): string =>
    `(${attributes.map((values, at) => maybe(pick(values, at), quoted) ?? "").join(",")})`;
  const drawn = (values: Values): string | null => (values.pool.length === 0 ? null : random.pick(values.pool));
  const depth = Math.min(6, Math.max(0, ...attributes.map((values) => values.witnesses.length)));
  const witnesses = Array.from({ length: depth }, (_, at) => row((values) => values.witnesses[at] ?? drawn(values)));
  const endless = attributes.findIndex((values) => values.nth !== null);
  return {
    witnesses: [...new Set([...witnesses, row((values, at) => (at === 0 ? drawn(values) : null))])],
    pool: [...new Set(Array.from({ length: Math.min(source.size, 200) }, () => row(drawn)))],
    nth:
      endless < 0
        ? null
        : (at) => row((values, which) => (which === endless ? (values.nth?.(at) ?? null) : drawn(values))),
  };
}

/** Ranges: empty, without one bound, and a series of which no two overlap, for exclusion constraints. */
export function rangeValues(type: ValueType, inner: Values, source: Source): Values {
  const { random } = source;
  const subtype = type.inner === null ? null : undressed(type.inner);
  const axis = subtype === null ? null : axisOf(subtype);
  if (axis === null) {
    const some = inner.pool.slice(0, 50).map((text) => `[${bound(text)},${bound(text)}]`);
    return { witnesses: ["empty", "(,)"], pool: some, nth: null };
  }
  const unit = axis.steps[axis.steps.length - 1] ?? 1n;
  const start = axis.parse(subtype?.name.startsWith("int") ? "1000" : "2016-01-01") ?? 0n;
  const made = (at: bigint, length: bigint): string => `[${bound(axis.print(at))},${bound(axis.print(at + length))})`;
  return {
    witnesses: [made(start, unit * 3n), "empty", `[${bound(axis.print(start))},)`, `(,${bound(axis.print(start))}]`],
    pool: [
      ...new Set(
        Array.from({ length: Math.min(source.size, 200) }, () =>
          made(start + unit * BigInt(random.below(3000)), unit * BigInt(1 + random.below(30))),
        ),
      ),
    ],
    nth: (at) => made(start + unit * 2n * BigInt(at), unit),
  };
}

export function multirangeValues(ranges: Values): Values {
  const nth = ranges.nth;
  return {
    witnesses: ["{}", ...(nth === null ? [] : [`{${nth(1)},${nth(3)}}`])],
    pool: ranges.pool.slice(0, 100).map((range) => `{${range}}`),
    nth: nth === null ? null : (at) => maybe(nth(at), (range) => `{${range}}`),
  };
}

function bound(text: string): string {
  return /[\s,"\\()[\]]/.test(text) ? quoted(text) : text;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function maybe(text: string | null, make: (text: string) => string): string | null {
  return text === null ? null : make(text);
}
