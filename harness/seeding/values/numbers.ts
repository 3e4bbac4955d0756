import { axisOf } from "../axis.ts";
import { boundsFor } from "../realistic.ts";
import type { ValueType } from "../types.ts";
import { type Family, pooled, type Source, type Values } from "./values.ts";

/** int2, int4, int8, oid. */
export const integer: Family = (type, source) => {
  const axis = axisOf(type);
  const least = axis?.least ?? 0n;
  const most = axis?.most ?? 0n;
  return {
    witnesses: [...new Set([...(type.name === "oid" ? [] : ["0", "-1"]), "1", String(most), String(least)])],
    pool: ordinary(type, source, 1),
    nth: (at) => (BigInt(at) + 1n > most ? null : String(at + 1)),
  };
};

/** numeric with and without a precision, money. */
export const numeric: Family = (type, source) => {
  const { precision, scale } = type;
  if (precision === null) {
    const money = type.name === "money";
    const wide = ["12345678901234567890.123456789", "1.10", "1.1", "0.000000000000000000001"];
    return {
      witnesses: [...(money ? ["12345678901.23"] : wide), "0", "-1234.56"],
      pool: ordinary(type, source, 100),
      nth: (at) => `${at}.25`,
    };
  }
  const axis = axisOf(type);
  if (axis === null || scale < 0 || scale > precision) return odd(source, precision, scale);
  const full = [axis.print(axis.most), axis.print(1n), axis.print(-axis.most), axis.print(0n)];
  return {
    witnesses: [...new Set(full)],
    pool: ordinary(type, source, 10 ** scale),
    nth: (at) => (BigInt(at) > axis.most ? null : axis.print(BigInt(at))),
  };
};

/** Scales below zero or above the precision: powers of ten. */
function odd(source: Source, precision: number, scale: number): Values {
  const print = (digits: number): string => `${digits}e${-scale}`;
  const top = 10 ** Math.min(precision, 15) - 1;
  const pool = pooled(source, () => print(source.random.below(top) + 1));
  return { witnesses: [print(top), print(1), "0"], pool, nth: (at) => (at > top ? null : print(at)) };
}

/** float4, float8: values that lose digits when they are rounded. */
export const float: Family = (type, source) => ({
  witnesses:
    type.name === "float4"
      ? ["0.1234567", "16777215", "-1.5e-10", "0", "-0"]
      : ["0.30000000000000004", "12345678.901234567", "-1.5e-30", "0", "9007199254740991", "-0"],
  pool: pooled(source, () => String(between(source, boundsFor(source.name)))),
  nth: (at) => `${at}.5`,
});

/** Ordinary numbers in the bounds that the name suggests, with `fractions` steps to the whole. */
function ordinary(type: ValueType, source: Source, fractions: number): readonly string[] {
  const axis = axisOf(type);
  const [least, most] = boundsFor(source.name);
  return pooled(source, () => {
    const whole = Math.floor(least + source.random.next() * (most - least));
    const at = BigInt(whole) * BigInt(fractions) + BigInt(source.random.below(fractions));
    if (axis === null) return String(whole);
    const inside = at > axis.most || at < axis.least ? at % (axis.most + 1n) : at;
    return axis.print(inside < axis.least ? -inside : inside);
  });
}

function between(source: Source, [least, most]: readonly [number, number]): number {
  return Number((least + source.random.next() * (most - least)).toPrecision(15));
}

export const boolean: Family = () => ({ witnesses: ["true", "false"], pool: ["true", "false"], nth: null });
