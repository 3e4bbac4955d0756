import { axisOf } from "../axis.ts";
import { undressed, type ValueType } from "../types.ts";
import type { Awkward, Made, Source, Values } from "./values.ts";

/** Arrays: empty, with NULL, of one and of all awkward elements, of two dimensions, and counted from 0. */
export function arrayValues(
  element: Values,
  type: ValueType | null,
  { random, size }: Pick<Source, "random" | "size">,
  mayHoldNull: boolean,
): Made {
  // The one type whose elements stand apart by another sign (pg_type.typdelim).
  const between = type !== null && undressed(type).name === "box" ? ";" : ",";
  const joined = (elements: readonly (string | null)[]): string => list(elements, between);
  const all = [...element.witnesses, ...element.pool];
  const [first, second = first] = all;
  const empty: Awkward = { values: ["{}"], breaks: "array_length(), which gives NULL; the first element" };
  if (first === undefined || second === undefined) return { awkward: [empty], pool: [], nth: null };
  const hole = mayHoldNull ? null : second;
  const made = (length: number): string => joined(Array.from({ length }, () => random.pick(all)));
  const nth = element.nth;
  return {
    awkward: [
      {
        values: [joined(element.witnesses.slice(0, 6)), joined(element.witnesses)],
        breaks: "what breaks the elements",
      },
      { values: [joined([first, hole])], breaks: "= any(), array_to_string(): NULL among the elements" },
      empty,
      { values: [joined([first])], breaks: "a change to the element's type" },
      ...(mayHoldNull ? [{ values: ["{NULL}"], breaks: "an array of nothing that is not empty" }] : []),
      {
        values: [`{${joined([first, hole])}${between}${joined([hole, second])}}`],
        breaks:
          "array_append(), array_position(), array_length() and clients: two dimensions in the column of any array",
        beyond: true,
      },
      {
        values: [`[0:1]=${joined([first, second])}`],
        breaks: "loops from 1, JSON and clients: counted from 0",
        beyond: true,
      },
    ],
    pool: [...new Set(Array.from({ length: Math.min(size, 200) }, () => made(1 + random.below(4))))],
    nth: nth === null ? (at) => joined(spelledIn(all, at)) : (at) => maybe(nth(at), (text) => joined([text])),
  };
}

// Of a single element the series is its repetition, which starts anew somewhere.
const mostElements = 200;

/** The number's digits in a numeral system whose digits are the elements: another list for each number. */
function spelledIn(elements: readonly string[], at: number): readonly string[] {
  const [first = "", ...others] = new Set(elements);
  if (others.length === 0) return Array.from({ length: 1 + (at % mostElements) }, () => first);
  const digits = [first, ...others];
  const found: string[] = [];
  for (let left = at + 1; left > 0; left = Math.floor((left - 1) / digits.length))
    found.push(digits[(left - 1) % digits.length] as string);
  return found;
}

/** Text of an array, as Postgres prints it. */
export function list(elements: readonly (string | null)[], between = ","): string {
  const bare = (text: string): boolean => !/^$|^null$|[ \t-\r"\\{}]/i.test(text) && !text.includes(between);
  return `{${elements.map((text) => (text === null ? "NULL" : bare(text) ? text : quoted(text))).join(between)}}`;
}

// Each awkward value of an attribute gets a row, as far as these go.
const deepest = 20;

/** Composites: every attribute filled, all but one NULL, and all of them. */
export function rowValues(
  attributes: readonly Values[],
  { random, size }: Pick<Source, "random" | "size">,
  mayHoldNull: boolean,
): Made {
  const row = (pick: (values: Values, at: number) => string | null): string =>
    `(${attributes.map((values, at) => maybe(pick(values, at), field) ?? "").join(",")})`;
  const drawn = (values: Values): string | null => (values.pool.length === 0 ? null : random.pick(values.pool));
  const turn = ({ witnesses, pool }: Values, at: number): string | null =>
    witnesses[at % Math.max(1, witnesses.length)] ?? pool[0] ?? null;
  const depth = Math.min(deepest, Math.max(0, ...attributes.map((values) => values.witnesses.length)));
  const filled = Array.from({ length: depth }, (_, at) => row((values) => turn(values, at)));
  const some = row((values, at) => (at === 0 ? turn(values, 0) : null));
  const endless = attributes.findIndex((values) => values.nth !== null);
  return {
    awkward: [
      { values: filled, breaks: "what breaks the attributes" },
      ...(mayHoldNull
        ? [
            { values: [some], breaks: "IS NULL and IS NOT NULL, which are both false: NULL in some attributes" },
            { values: [row(() => null)], breaks: "IS NULL, which is true of a value that NOT NULL lets in" },
          ]
        : []),
    ],
    pool: [...new Set(Array.from({ length: Math.min(size, 200) }, () => row(drawn)))],
    nth:
      endless < 0
        ? null
        : (at) => row((values, which) => (which === endless ? (values.nth?.(at) ?? null) : drawn(values))),
  };
}

const nothing: Awkward = { values: ["empty"], breaks: "lower() and upper(), which give NULL" };

/** Ranges: empty, without bounds, with either kind of bound, and a series of which no two overlap, for exclusion constraints. */
export function rangeValues(
  type: ValueType,
  inner: Values,
  { random, size, indexed }: Pick<Source, "random" | "size" | "indexed">,
): Made {
  const subtype = type.inner === null ? null : undressed(type.inner);
  const axis = subtype === null ? null : axisOf(subtype);
  if (axis === null) {
    const some = inner.pool.slice(0, 50).map((text) => `[${bound(text)},${bound(text)}]`);
    return { awkward: [nothing, unbounded([], indexed)], pool: some, nth: null };
  }
  const unit = axis.steps[axis.steps.length - 1] ?? 1n;
  const start = axis.parse(subtype?.name.startsWith("int") ? "1000" : "2016-01-01") ?? 0n;
  const at = (units: bigint): string => bound(axis.print(start + unit * units));
  const made = (from: bigint, length: bigint): string => `[${at(from)},${at(from + length)})`;
  // They are among the bounds where they are among the values.
  const endless = inner.witnesses.filter((text) => /^-?infinity$/i.test(text));
  // Beside the series and each other, as far as may be: an exclusion constraint takes no two that overlap.
  return {
    awkward: [
      { values: [made(-20n, 3n)], breaks: "the upper bound taken as inside" },
      nothing,
      unbounded([`[${at(farthest)},)`, `(,${at(-1000n)}]`], indexed),
      {
        values: [`(${at(-60n)},${at(-50n)})`, `[${at(-40n)},${at(-30n)}]`],
        breaks: "lower() and upper() taken without lower_inc() and upper_inc()",
      },
      {
        values: endless.map((text) => (text.startsWith("-") ? `[${text},${at(-1000n)})` : `[${at(farthest)},${text})`)),
        breaks: "lower_inf() and upper_inf(), which are false of them",
        beyond: true,
      },
    ],
    pool: [
      ...new Set(
        Array.from({ length: Math.min(size, 200) }, () =>
          made(BigInt(random.below(3000)), BigInt(1 + random.below(30))),
        ),
      ),
    ],
    nth: (which) => made(2n * BigInt(which), 1n),
  };
}

// Units behind the start of the series: days, a thousand years.
const farthest = 400_000n;

/** @param indexed what overlaps all others may keep them out */
function unbounded(half: readonly string[], indexed: boolean): Awkward {
  return { values: [...half, ...(indexed ? [] : ["(,)"])], breaks: "lower() and upper(), which give NULL; durations" };
}

export function multirangeValues(ranges: Values): Made {
  const nth = ranges.nth;
  const several = nth === null ? [] : [{ values: [`{${nth(1)},${nth(3)}}`], breaks: "a change to a range" }];
  const endless = ranges.witnesses.filter((text) => text.includes("nfinity"));
  return {
    awkward: [
      { values: ["{}"], breaks: "lower() and upper(), which give NULL" },
      ...several,
      { values: ["{(,)}"], breaks: "durations: no bound on either side" },
      {
        values: endless.map((range) => `{${range}}`),
        breaks: "lower_inf() and upper_inf(), which are false of them",
        beyond: true,
      },
    ],
    pool: ranges.pool.slice(0, 100).map((range) => `{${range}}`),
    nth: nth === null ? null : (at) => maybe(nth(at), (range) => `{${range}}`),
  };
}

/** An attribute, as Postgres prints it. */
function field(text: string): string {
  return /^$|[ \t-\r"\\(),]/.test(text) ? `"${text.replace(/["\\]/g, "$&$&")}"` : text;
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
