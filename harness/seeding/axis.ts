import type { ValueType } from "./types.ts";
import { undressed } from "./types.ts";

/** How a type's values lie on a line, in whole units: so that neighbours and points between can be named. */
export interface Axis {
  /** Null for a text that is no value of the type. */
  parse(text: string): bigint | null;
  print(at: bigint): string;
  /** Distances of neighbours: the smallest, and the one that people count in (a day, 1). */
  readonly steps: readonly bigint[];
  readonly least: bigint;
  readonly most: bigint;
}

const day = 86_400_000_000n;

/** The line of a type; null for types whose values have no such order. */
export function axisOf(dressed: ValueType): Axis | null {
  const type = undressed(dressed);
  switch (type.name) {
    case "int2":
      return whole(-32768n, 32767n);
    case "int4":
      return whole(-2147483648n, 2147483647n);
    case "int8":
      return whole(-9223372036854775808n, 9223372036854775807n);
    case "oid":
      return whole(1n, 4294967295n);
    case "numeric":
      return decimal(Math.max(0, type.precision === null ? 2 : type.scale), type.precision);
    case "money":
      return decimal(2, 14);
    case "float4":
    case "float8":
      return decimal(3, type.name === "float4" ? 6 : 14);
    case "date":
      return instants(day, "date", [1n]);
    case "timestamp":
    case "timestamptz":
      return instants(1n, type.name, [10n ** BigInt(6 - (type.precision ?? 6)), day]);
    default:
      return null;
  }
}

function whole(least: bigint, most: bigint): Axis {
  return {
    parse: (text) => (/^\s*[+-]?\d+\s*$/.test(text) ? BigInt(text.trim()) : null),
    print: String,
    steps: [1n],
    least,
    most,
  };
}

function decimal(scale: number, precision: number | null): Axis {
  const unit = 10n ** BigInt(scale);
  const most = 10n ** BigInt(precision ?? 12) - 1n;
  return {
    parse(text) {
      const found = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text.replace(/[$,]/g, ""));
      if (found === null || `${found[2]}${found[3] ?? ""}` === "") return null;
      const digits = (found[3] ?? "").padEnd(scale, "0").slice(0, scale);
      const size = BigInt(`${found[2]}${digits}` || "0");
      return found[1] === "-" ? -size : size;
    },
    print(at) {
      const digits = (at < 0n ? -at : at).toString().padStart(scale + 1, "0");
      const point = digits.length - scale;
      const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
      return at < 0n ? `-${text}` : text;
    },
    steps: scale === 0 ? [1n] : [1n, unit],
    least: -most,
    most,
  };
}

/** Dates in days and timestamps in microseconds, both since 1970. */
function instants(unit: bigint, name: string, steps: readonly bigint[]): Axis {
  const least = (BigInt(Date.UTC(1900, 0, 1)) * 1000n) / unit;
  return {
    parse(text) {
      const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d{1,6})?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(
        text.trim(),
      );
      if (found === null) return null;
      const zone = found[4] === undefined || name !== "timestamptz" ? "Z" : found[4].replace(/^([+-]\d\d)$/, "$1:00");
      const milliseconds = Date.parse(`${found[1]}T${(found[2] ?? "00:00:00").padEnd(8, ":00")}${zone}`);
      if (Number.isNaN(milliseconds)) return null;
      return (BigInt(milliseconds) * 1000n + BigInt((found[3] ?? ".0").slice(1).padEnd(6, "0"))) / unit;
    },
    print(at) {
      const micros = at * unit;
      const seconds = micros >= 0n ? micros / 1_000_000n : (micros - 999_999n) / 1_000_000n;
      const text = new Date(Number(seconds) * 1000).toISOString();
      if (name === "date") return text.slice(0, 10);
      const rest = (micros - seconds * 1_000_000n).toString().padStart(6, "0");
      return `${text.slice(0, 10)} ${text.slice(11, 19)}.${rest}${name === "timestamptz" ? "+00" : ""}`;
    },
    steps,
    least,
    most: (BigInt(Date.UTC(2100, 0, 1)) * 1000n) / unit,
  };
}

/** The constants, their neighbours on both sides, and up to `between` points in each gap that the constants cut. */
export function cut(
  axis: Axis,
  constants: readonly string[],
  between: number,
  fraction: () => number,
): readonly string[] {
  const marks = [...new Set(constants.flatMap((text) => axis.parse(text) ?? []))].sort((a, b) => (a < b ? -1 : 1));
  const points = marks.flatMap((mark) => [mark, ...axis.steps.flatMap((step) => [mark - step, mark + step])]);
  const first = marks[0];
  const last = marks[marks.length - 1];
  if (first === undefined || last === undefined) return [];
  const coarse = axis.steps[axis.steps.length - 1] ?? 1n;
  const reach = coarse * 1000n;
  const edges = [clamp(axis, first - reach), ...marks, clamp(axis, last + reach)];
  for (const [at, low] of edges.entries()) {
    const width = (edges[at + 1] ?? low) - low;
    // A narrow gap is taken whole, so that a key over it can use every value that it has.
    if (width <= BigInt(between)) for (let point = low; point < low + width; point++) points.push(point);
    // Every other one is round: a whole number, a whole day.
    else
      for (let made = 0; made < between; made++) {
        const point = low + scaled(width, fraction());
        points.push(made % 2 === 0 ? point : point - (point % coarse));
      }
  }
  return [...new Set(points)].filter((point) => point >= axis.least && point <= axis.most).map(axis.print);
}

function clamp(axis: Axis, at: bigint): bigint {
  return at < axis.least ? axis.least : at > axis.most ? axis.most : at;
}

function scaled(width: bigint, fraction: number): bigint {
  return (width * BigInt(Math.floor(fraction * 2 ** 40))) >> 40n;
}
