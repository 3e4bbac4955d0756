import { textFor } from "../realistic.ts";
import type { ValueType } from "../types.ts";
import { filled, outOfLine } from "./long.ts";
import { type Awkward, type Family, pooled, type Source, type Values } from "./values.ts";

// Longer columns get the text that is stored out of line, and those of an index one that it takes.
const longestFilled = 4000;
const longestIndexed = 600;

const telling: readonly Awkward[] = [
  { values: ["MiXeD Case"], breaks: "lower(), upper(), a change to or from citext" },
  { values: ["Ünïcödé – naïve façade"], breaks: "bytes taken for characters; a wrong encoding" },
  { values: ["007"], breaks: "a way through a number, which drops leading zeros" },
  { values: [""], breaks: "'' taken for NULL, nullif(), NOT NULL filled from coalesce()" },
];

const further: readonly Awkward[] = [
  {
    values: ["Caf\u00e9 c\u00f4t\u00e9", "Cafe\u0301 co\u0302te\u0301"],
    breaks: "normalize(); equal to the eye, two values to a key",
  },
  { values: ["👩‍🚀 🚀 ok"], breaks: "cuts through a surrogate pair or a joined emoji; 3-byte UTF-8" },
  { values: ["שלום עולם"], breaks: "output that goes by the order of characters" },
  { values: ['O\'Brien "said" \\back\\slash\\ $1 {x}'], breaks: "SQL put together from texts; escapes; templates" },
  {
    values: ["two\nlines\tand a tab", "salt & pepper + 100\u00a0%\r\nnext"],
    breaks: "split by line, CSV, trim() of blanks only",
  },
  { values: ["  leading", "trailing  ", "   "], breaks: "trim(), a way through char(n), 'blank' taken for empty" },
  { values: ["x"], breaks: "substr() and split_part() that count on more" },
  { values: ["\\N", "NULL"], breaks: "COPY and CSV, which read them as NULL" },
  { values: ["1.0"], breaks: "a way through a number, which prints 1" },
  { values: ["\u0001 and \u001b[0m"], breaks: "XML, JSON by hand, terminals: control characters" },
  { values: ["\ufeffmark\u200djoiner"], breaks: "trim() and comparisons that count on visible characters" },
];

const folded: Awkward = {
  values: ["mixed case", "MIXED CASE"],
  breaks: "a change to text: equal before, three values after",
};

/** text, varchar, citext, name: awkward texts, and realistic ones by the column's name. */
export const text: Family = (type, source) => {
  const limit = type.name === "name" ? 60 : type.length;
  const make = textFor(source.name);
  const pool = pooled(source, () => clipped(make(source.faker), limit)).filter((made) => made !== "");
  const all = [...telling, longestOf(limit, source), ...(type.name === "citext" ? [folded] : []), ...further];
  const awkward = all.map((kind) => ({ ...kind, values: kind.values.map((made) => clipped(made, limit)) }));
  return { awkward, pool, nth: series(pool, limit) };
};

function longestOf(limit: number | null, { indexed }: Source): Awkward {
  if (limit !== null && limit <= longestFilled)
    return { values: [filled(limit)], breaks: "a shorter column, which cuts it or refuses it" };
  if (indexed) return { values: [filled(longestIndexed)], breaks: "a shorter column; entries of an index" };
  return { values: [outOfLine], breaks: "what reads only the row's page: beyond 8 kB, stored out of line" };
}

/** char(n): values shorter than it, full ones, and non-ASCII. */
export const char: Family = (type, source) => {
  const limit = type.length ?? 1;
  const make = textFor(source.name);
  const pool = pooled(source, () => clipped(make(source.faker), limit).trimEnd()).filter((made) => made !== "");
  const awkward: readonly Awkward[] = [
    { values: ["a"], breaks: "padding: shorter than the column" },
    { values: ["é".repeat(limit)], breaks: "bytes taken for characters" },
    { values: ["Zz09".repeat(limit).slice(0, limit)], breaks: "a shorter column" },
    { values: [""], breaks: "nothing but padding, equal to ''" },
  ];
  return { awkward, pool, nth: series(pool, limit) };
};

/** The type "char", one byte. */
export const byte: Family = () => ({
  awkward: [{ values: ["a", "Z", "0"], breaks: "a change of case or to a number" }],
  pool: [..."bcdefg"],
  nth: null,
});

/** Cuts by characters as Postgres counts them: code points. */
export function clipped(made: string, limit: number | null): string {
  return limit === null || made.length <= limit ? made : [...made].slice(0, limit).join("");
}

/** Realistic texts made distinct by a number that survives any folding of case. */
export function series(pool: readonly string[], limit: number | null): Values["nth"] {
  return (at) => {
    const number = at.toString(36);
    if (limit !== null && limit < 4) {
      const padded = number.padStart(limit, "0");
      return padded.length > limit ? null : padded;
    }
    const room = limit === null ? null : limit - number.length - 1;
    if (room !== null && room < 0) return null;
    const start = pool[at % Math.max(1, pool.length)] ?? "v";
    const sign = start.indexOf("@");
    if (sign > 0 && (room === null || start.length <= room))
      return `${start.slice(0, sign)}+${number}${start.slice(sign)}`;
    return `${clipped(start, room)}-${number}`;
  };
}

/** xml, where it is compiled in. */
export const xml: Family = (_type: ValueType, source) => ({
  awkward: [
    { values: ["<a>1</a>"], breaks: "a change to a number or a text" },
    { values: ["<a  b='2'><c/>é</a>"], breaks: "parse and print: spaces, quotes, empty elements" },
    { values: ["plain &amp; simple"], breaks: "what counts on a document: content alone" },
  ],
  pool: pooled(source, (at) => `<row id="${at}">${source.random.below(1000)}</row>`),
  nth: (at) => `<row>${at}</row>`,
});
