import { axisOf } from "../axis.ts";
import { boundsFor } from "../realistic.ts";
import type { ValueType } from "../types.ts";
import { type Awkward, type Family, type Made, pooled, type Source } from "./values.ts";

/** int2, int4, int8, oid. */
export const integer: Family = (type, source) => {
  const axis = axisOf(type);
  const least = axis?.least ?? 0n;
  const most = axis?.most ?? 0n;
  return {
    awkward: [
      { values: type.name === "oid" ? ["0"] : ["0", "-1"], breaks: "division, signs, 0 taken for missing" },
      { values: ["1"], breaks: "a change to boolean" },
      { values: [String(most), String(least)], breaks: "arithmetic that overflows; a narrower type" },
    ],
    pool: ordinary(type, source, 1),
    nth: (at) => (BigInt(at) + 1n > most ? null : String(at + 1)),
  };
};

/** numeric with and without a precision, money. */
export const numeric: Family = (type, source) => {
  const { precision, scale } = type;
  if (precision === null) {
    return {
      awkward: type.name === "money" ? amounts : wide,
      pool: ordinary(type, source, 100),
      nth: (at) => `${at}.25`,
    };
  }
  const axis = axisOf(type);
  if (axis === null || scale < 0 || scale > precision) return odd(source, precision, scale);
  return {
    awkward: [
      { values: [axis.print(axis.most), axis.print(-axis.most)], breaks: "fewer digits, before or after the point" },
      { values: [axis.print(1n)], breaks: "a smaller scale, which rounds it to 0" },
      { values: [axis.print(0n)], breaks: "division; 0 taken for missing" },
      notANumber,
    ],
    pool: ordinary(type, source, 10 ** scale),
    nth: (at) => (BigInt(at) > axis.most ? null : axis.print(BigInt(at))),
  };
};

const notANumber: Awkward = {
  values: ["NaN"],
  breaks: "casts to whole numbers; sums; checks such as >= 0, which it passes",
  beyond: true,
};
const infinities: Awkward = { values: ["Infinity", "-Infinity"], breaks: "casts to any other number", beyond: true };

const wide: readonly Awkward[] = [
  { values: ["12345678901234567890.123456789"], breaks: "a way through double precision, which rounds it" },
  { values: ["1.10", "1.1"], breaks: "equal, and not the same: the scale is lost by a way through a number" },
  { values: ["0.000000000000000000001"], breaks: "any scale, which rounds it to 0" },
  { values: ["0", "-1234.56"], breaks: "division, signs" },
  {
    values: ["1234567890123456789012345678901234567890.0123456789012345678901234567890123456789"],
    breaks: "any precision: 40 digits on both sides of the point",
  },
  notANumber,
  infinities,
];

const amounts: readonly Awkward[] = [
  { values: ["12345678901.23"], breaks: "a way through integer or real" },
  { values: ["0", "-1234.56"], breaks: "division, signs, the format with a minus" },
  {
    values: ["92233720368547758.07", "-92233720368547758.08"],
    breaks: "arithmetic that overflows: the ends of the type",
  },
];

/** Scales below zero or above the precision: powers of ten. */
function odd(source: Source, precision: number, scale: number): Made {
  const print = (digits: number): string => `${digits}e${-scale}`;
  const top = 10 ** Math.min(precision, 15) - 1;
  const pool = pooled(source, () => print(source.random.below(top) + 1));
  const awkward = [{ values: [print(top), print(1), "0"], breaks: "another scale" }, notANumber];
  return { awkward, pool, nth: (at) => (at > top ? null : print(at)) };
}

/** float4, float8. */
export const float: Family = (type, source) => ({
  awkward: type.name === "float4" ? single : double,
  pool: pooled(source, () => String(between(source, boundsFor(source.name)))),
  nth: (at) => `${at}.5`,
});

function floats(exact: readonly string[], ends: readonly string[]): readonly Awkward[] {
  return [
    { values: exact, breaks: "casts that round: every digit counts" },
    { values: ["0", "-0"], breaks: "equal, and not the same: a way through numeric drops the sign" },
    { values: ends, breaks: "arithmetic that overflows or underflows; a narrower type", beyond: true },
    notANumber,
    infinities,
  ];
}

const single = floats(["0.1234567", "16777215", "-1.5e-10"], ["3.4028235e38", "1e-45"]);
const double = floats(
  ["0.30000000000000004", "12345678.901234567", "-1.5e-30", "9007199254740991"],
  ["1.7976931348623157e308", "5e-324"],
);

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

export const boolean: Family = () => ({
  awkward: [{ values: ["true", "false"], breaks: "false taken for missing" }],
  pool: ["true", "false"],
  nth: null,
});
