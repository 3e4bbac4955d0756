import { axisOf } from "../axis.ts";
import { referenceDate } from "../random.ts";
import { type Awkward, type Family, pooled } from "./values.ts";

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
    awkward: type.name === "date" ? dates : timestamps(type.precision ?? 6, type.name === "timestamptz" ? "+00" : ""),
    pool,
    nth: (at) => axis?.print(start + BigInt(at) * (type.name === "date" ? 1n : 61_000_000n + step)) ?? null,
  };
};

const endless: Awkward = {
  values: ["infinity", "-infinity"],
  breaks: "differences, to_char(), which gives NULL, and clients without such a time",
  beyond: true,
};

const dates: readonly Awkward[] = [
  { values: ["2024-02-29"], breaks: "a year added or taken away: the leap day" },
  { values: ["1969-12-31"], breaks: "seconds since 1970, which are negative" },
  { values: ["2000-01-01", "1900-02-28"], breaks: "years of two digits; 1900 is no leap year" },
  { values: ["9999-12-31"], breaks: "'for ever' by convention: a year of five digits after it" },
  { values: ["0044-03-15 BC"], breaks: "to_char() without BC; clients without such a year", beyond: true },
  { values: ["4713-01-01 BC", "5874897-12-31"], breaks: "a change to timestamp: the ends of the type", beyond: true },
  endless,
];

/** Local times for timestamp; for timestamptz the instants around the same changes of the clocks. */
function timestamps(precision: number, zone: string): readonly Awkward[] {
  const fraction = (digits: string): string => (precision === 0 ? "" : `.${digits.slice(0, precision)}`);
  const zoned = (values: readonly string[]): readonly string[] => values.map((value) => `${value}${zone}`);
  const changes = zone === "" ? local : instants;
  return [
    {
      values: [`2024-02-29 23:59:59${fraction("123457")}${zone}`],
      breaks: "fewer digits of a second; milliseconds; a year added to the leap day",
    },
    { values: [`1969-12-31 23:59:59${fraction("999999")}${zone}`], breaks: "seconds since 1970, which are negative" },
    { values: zoned(changes.gap), breaks: "AT TIME ZONE: local times that the clocks of Europe and America skip" },
    { values: zoned(changes.overlap), breaks: "AT TIME ZONE: local times that those clocks show twice" },
    { values: [`2000-01-01 00:00:00${zone}`], breaks: "a change to date and back, which only midnight stands" },
    { values: [`9999-12-31 23:59:59${fraction("999999")}${zone}`], breaks: "'for ever' by convention; rounding up" },
    {
      values: [`0044-03-15 12:00:00${zone} BC`],
      breaks: "to_char() without BC; clients without such a year",
      beyond: true,
    },
    {
      // Without a fraction: rounded up, Postgres stores what it then cannot print.
      values: [`4713-11-24 00:00:00${zone} BC`, `294276-12-31 23:59:59${zone}`],
      breaks: "any time added: the ends of the type",
      beyond: true,
    },
    endless,
  ];
}

const local = {
  gap: ["2025-03-30 02:30:00", "2025-03-09 02:30:00"],
  overlap: ["2025-10-26 02:30:00", "2025-11-02 01:30:00"],
};
const instants = {
  gap: ["2025-03-30 00:59:59", "2025-03-30 01:00:00", "2025-03-09 07:00:00"],
  overlap: ["2025-10-26 00:30:00", "2025-10-26 01:30:00", "2025-11-02 05:30:00", "2025-11-02 06:30:00"],
};

/** time, timetz. */
export const clock: Family = (type, source) => {
  const precision = type.precision ?? 6;
  const fraction = (digits: string): string => (precision === 0 ? "" : `.${digits.slice(0, precision)}`);
  const zone = type.name === "timetz" ? "+02:30" : "";
  const made = (second: number): string => new Date(second * 1000).toISOString().slice(11, 19) + zone;
  return {
    awkward: [
      { values: [`23:59:59${fraction("123457")}${zone}`], breaks: "fewer digits of a second; milliseconds" },
      {
        values: [`00:00:00${zone}`, `24:00:00${zone}`],
        breaks: "midnight: the start of the day, and its end, which many clients refuse",
      },
      ...(zone === "" ? [] : [farthest]),
    ],
    pool: pooled(source, () => made(source.random.below(86_400))),
    nth: (at) => (at < 86_400 ? made(at) : null),
  };
};

const farthest: Awkward = {
  values: ["00:00:00+15:59", "00:00:00-15:59"],
  breaks: "a change to time: the ends of the zones",
};

/** interval: also spans that are equal to `=` and differ as values. */
export const interval: Family = (type, source) => {
  const unit = coarsest(type.length);
  return {
    awkward: type.length === null ? spans : [{ values: ["1 day", "1 year"], breaks: "other fields" }],
    pool: pooled(source, () =>
      unit === "days"
        ? `${source.random.below(400)} days ${source.random.below(86_400)} seconds`
        : `${source.random.below(100)} ${unit}`,
    ),
    nth: (at) => `${at} ${unit}`,
  };
};

// The fields of a type's modifier, as utils/timestamp.h numbers them, in its upper half.
const fields = { month: 1 << 1, year: 1 << 2 };

/** What the type keeps: `interval year` cuts days to nothing. */
function coarsest(modifier: number | null): "days" | "months" | "years" {
  const kept = modifier === null ? null : modifier >> 16;
  return kept === fields.year
    ? "years"
    : kept === fields.month || kept === (fields.month | fields.year)
      ? "months"
      : "days";
}

const spans: readonly Awkward[] = [
  { values: ["1 mon", "30 days"], breaks: "equal, and not the same: a way through seconds" },
  { values: ["1 year 2 mons 3 days 04:05:06.789012"], breaks: "fewer fields or digits" },
  { values: ["-1 days", "00:00:00"], breaks: "durations taken for positive; division" },
  { values: ["1 mon -1 days +00:00:00.000001"], breaks: "parsers that take one sign for all fields" },
  { values: ["178000000 years"], breaks: "any time that it is added to: the end of the type", beyond: true },
  { values: ["infinity", "-infinity"], breaks: "seconds of it, and clients (from PostgreSQL 17 on)", beyond: true },
];
