import { axisOf } from "../axis.ts";
import { referenceDate } from "../random.ts";
import { type Family, pooled } from "./values.ts";

const minute = 60_000;
const decade = 10 * 365 * 24 * 60 * minute;

/** date, timestamp, timestamptz: ten years to both sides of the reference date, so that any `now()` has rows on both sides. */
export const instant: Family = (type, source) => {
  const axis = axisOf(type);
  const print = (milliseconds: number): string => {
    const iso = new Date(milliseconds).toISOString();
    if (type.name === "date") return iso.slice(0, 10);
    const fraction = source.random
      .below(1_000_000)
      .toString()
      .padStart(6, "0")
      .slice(0, type.precision ?? 6);
    return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction === "" ? "" : `.${fraction}`}${type.name === "timestamptz" ? "+00" : ""}`;
  };
  const pool = pooled(source, () =>
    print(referenceDate.getTime() + Math.floor((source.random.next() * 2 - 1) * decade)),
  );
  const step = axis?.steps[0] ?? 1n;
  const start = axis?.parse("2015-01-01") ?? 0n;
  return {
    witnesses: type.name === "date" ? dates : timestamps(type.precision ?? 6, type.name === "timestamptz" ? "+00" : ""),
    pool,
    nth: (at) => axis?.print(start + BigInt(at) * (type.name === "date" ? 1n : 61_000_000n + step)) ?? null,
  };
};

const dates: readonly string[] = [
  "2024-02-29",
  "1969-12-31",
  "2000-01-01",
  "1900-02-28",
  "9999-12-31",
  "0044-03-15 BC",
];

function timestamps(precision: number, zone: string): readonly string[] {
  const fraction = (digits: string): string => (precision === 0 ? "" : `.${digits.slice(0, precision)}`);
  return [
    `2024-02-29 23:59:59${fraction("123457")}${zone}`,
    `1969-12-31 23:59:59${fraction("999999")}${zone}`,
    `2031-03-31 01:30:00${zone}`,
    `2000-01-01 00:00:00${zone}`,
    `0044-03-15 12:00:00${zone} BC`,
  ];
}

/** time, timetz. */
export const clock: Family = (type, source) => {
  const precision = type.precision ?? 6;
  const fraction = (digits: string): string => (precision === 0 ? "" : `.${digits.slice(0, precision)}`);
  const zone = type.name === "timetz" ? "+02:30" : "";
  const made = (second: number): string => new Date(second * 1000).toISOString().slice(11, 19) + zone;
  return {
    witnesses: [`23:59:59${fraction("123457")}${zone}`, `00:00:00${zone}`, `24:00:00${zone}`],
    pool: pooled(source, () => made(source.random.below(86_400))),
    nth: (at) => (at < 86_400 ? made(at) : null),
  };
};

/** interval: also spans that are equal to `=` and differ as values. */
export const interval: Family = (type, source) => ({
  witnesses: type.length === null ? spans : ["1 day", "1 year"],
  pool: pooled(source, () => `${source.random.below(400)} days ${source.random.below(86_400)} seconds`),
  nth: (at) => `${at} days`,
});

const spans: readonly string[] = ["1 mon", "30 days", "1 year 2 mons 3 days 04:05:06.789012", "-1 days", "00:00:00"];
