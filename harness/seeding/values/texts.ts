import { textFor } from "../realistic.ts";
import type { ValueType } from "../types.ts";
import { type Family, pooled, type Source, type Values } from "./values.ts";

// Beyond the 8 kB of a page. It repeats itself, because an index takes it only compressed.
const longestWitness = 9000;
const period = 60;
// An index entry takes 2704 bytes, and a character up to four.
const longestIndexed = 600;

const awkward: readonly string[] = [
  "MiXeD Case",
  "Ünïcödé – naïve façade",
  "007",
  "",
  "Cafe\u0301 co\u0302te\u0301",
  "👩‍🚀 🚀 ok",
  "שלום עולם",
  'O\'Brien "said" \\back\\slash\\ $1 {x}',
  "two\nlines\tand a tab",
  "  leading",
  "trailing  ",
  "   ",
  "x",
  "\\N",
  "NULL",
  "1.0",
  "salt & pepper + 100\u00a0%\r\nnext",
];

/** text, varchar, citext, name: awkward texts, and realistic ones by the column's name. */
export const text: Family = (type, source) => {
  const limit = type.name === "name" ? 60 : type.length;
  const make = textFor(source.name);
  const pool = pooled(source, () => clipped(make(source.faker), limit)).filter((made) => made !== "");
  return { witnesses: witnesses(limit, source), pool, nth: series(pool, limit) };
};

function witnesses(limit: number | null, source: Source): readonly string[] {
  const longest = Math.min(limit ?? longestWitness, source.indexed ? longestIndexed : longestWitness);
  const letters = "abcdefgh IJKLMNOP äöü 0123456789";
  const phrase = Array.from({ length: period }, () => letters[source.random.below(letters.length)]).join("");
  const long = phrase.repeat(Math.ceil(longest / period)).slice(0, longest - 1);
  // Never a blank at the end, which a cast to char would take away.
  return [...new Set([...awkward.slice(0, 4), `${long}z`, ...awkward.slice(4)].map((made) => clipped(made, limit)))];
}

/** char(n): values shorter than it, full ones, and non-ASCII. */
export const char: Family = (type, source) => {
  const limit = type.length ?? 1;
  const make = textFor(source.name);
  const pool = pooled(source, () => clipped(make(source.faker), limit).trimEnd()).filter((made) => made !== "");
  const found = ["a", "é".repeat(limit), "Zz09".repeat(limit).slice(0, limit), ""];
  return { witnesses: [...new Set(found)], pool, nth: series(pool, limit) };
};

/** The type "char", one byte. */
export const byte: Family = () => ({ witnesses: ["a", "Z", "0"], pool: [..."bcdefg"], nth: null });

/** Cuts by characters as Postgres counts them: code points. */
export function clipped(made: string, limit: number | null): string {
  return limit === null || made.length <= limit ? made : [...made].slice(0, limit).join("");
}

/** Realistic texts made distinct by a number that survives any folding of case. */
function series(pool: readonly string[], limit: number | null): Values["nth"] {
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
  witnesses: ["<a>1</a>", "<a  b='2'><c/>é</a>", "plain &amp; simple"],
  pool: pooled(source, (at) => `<row id="${at}">${source.random.below(1000)}</row>`),
  nth: (at) => `<row>${at}</row>`,
});
