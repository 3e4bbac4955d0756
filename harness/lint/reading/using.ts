import { literally } from "../../text/literally.ts";

/** USING is left out, or casts the column alone, however often: the types then tell what is lost. */
export function plainCastOf(using: string | null, column: string): boolean {
  if (using === null) return true;
  const [, quoted, plain] = castsAlone.exec(using.slice(0, longest)) ?? [];
  return (quoted?.replaceAll('""', '"') ?? plain) === column;
}

/** No cast of one column is longer than that. */
const longest = 300;
const castsAlone =
  /^[\s(]*(?:cast\s*\()?[\s(]*(?:"((?:[^"]|"")+)"|(\w+))[\s)]*(?:(?:::|\sas\s)\s*[\w".[\] ,()]+)*[\s)]*$/i;

/** The types that a plain cast goes through, in order. */
export function castsIn(using: string | null): readonly string[] {
  return [...(using ?? "").slice(0, longest).matchAll(casts)].map(([, type = ""]) => type.trim());
}

const casts =
  /(?:::|\sas\s)\s*([\w".]+(?:\s+(?:varying|precision))?(?:\s*\([\d\s,]+\))?(?:\s+with(?:out)?\s+time\s+zone)?(?:\[\d*\])*)/gi;

/** What an expression does that its result cannot be turned back from, in words; null where nothing is known to. */
export function lossOfUsing(using: string, column: string, was: string | null): string | null {
  if (was === "boolean" && mapsEach(using)) return null;
  const text = using.replaceAll(/'(?:[^']|'')*'/g, "''");
  if (!new RegExp(`(?<!\\w)${literally(column.replaceAll('"', '""'))}(?!\\w)`).test(text)) {
    return "every row gets a value that does not come from its old one";
  }
  return losses.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** A CASE whose results are constants, each another one: enough for a column that holds two values. */
function mapsEach(using: string): boolean {
  const results = [...using.matchAll(/\b(?:then|else)\s+('(?:[^']|'')*'|-?[\d.]+)/gi)].map(([, result]) => result);
  return results.length === 2 && new Set(results).size === 2;
}

const call = (names: string): RegExp => new RegExp(`(?<!\\w)"?(?:${names})"?\\s*\\(`, "i");

const losses: readonly (readonly [RegExp, string])[] = [
  [call("left|right|substr|substring|split_part|overlay"), "only a piece of each value is kept"],
  [call("round|trunc|floor|ceil|ceiling|div|width_bucket"), "numbers are rounded"],
  [call("lower|upper|initcap"), "texts that differ in case alone become one"],
  [
    call("btrim|ltrim|rtrim|trim|translate|replace|regexp_replace"),
    "texts that differ in what is taken out become one",
  ],
  [call("nullif"), "one value becomes NULL"],
  [call("coalesce"), "NULL becomes a value that others have, too"],
  [call("date_trunc|date_part|extract|date|to_char"), "only a part of each moment is kept"],
  [call("md5|sha256|digest|hashtext|length|char_length|array_length|cardinality"), "a digest cannot be turned back"],
  [call("array_to_string|string_to_array"), "a separator inside of an element is taken for one between two"],
  [call("host|abbrev|range_merge|array_position|lower_inc|upper_inc"), "only a part of each value is kept"],
  [call("abs|sign|greatest|least|mod"), "values that differ become one"],
  [/\bcase\b/i, "values that fall under one branch cannot be told apart"],
  [/\bis\s+(?:not\s+)?(?:null|true|false|distinct)\b/i, "a condition leaves true or false, and not what was there"],
  [
    /(?<![-<>!=:|&@#~*])(?:=|<>|!=|<=|>=|<|>)(?![<>=|&@#~*-])/,
    "a comparison leaves true or false, and not what was there",
  ],
  [/::\s*(?:date|smallint|integer|int|bigint|real)\b/i, "the cast rounds or cuts"],
  [/\[\s*\d+\s*\]/, "only one element of each array is kept"],
  [/->>?|#>>?/, "only one part of each document is kept"],
];
