import type { Expression } from "../../sql/check-expression.ts";
import { likeText, regexText, similarText } from "../pattern.ts";
import type { Random } from "../random.ts";
import { clipped } from "../values/texts.ts";
import type { Values } from "../values/values.ts";
import { callsIn, marksIn, patternsIn } from "./terms.ts";

const makers = { like: likeText, regex: regexText, similar: similarText };
const measures: ReadonlySet<string> = new Set([
  "length",
  "char_length",
  "character_length",
  "octet_length",
  "bit_length",
]);

/** What one column's values may be made of. */
export interface Ground {
  readonly values: Values;
  readonly constants: readonly string[];
  readonly random: Random;
  readonly size: number;
}

/** Texts that match the patterns, have the lengths, hold the constants, or are spelled as the expressions ask. */
export function suggestedTexts(
  terms: readonly Expression[],
  { values, constants, random, size }: Ground,
  limit: number | null,
): readonly string[] {
  const made: string[] = [];
  const patterns = patternsIn(terms);
  for (const { style, text } of patterns) {
    for (let at = 0; at < size; at++) made.push(makers[style](text, random));
  }
  const lengths = measuresLength(terms) ? marksIn(constants, 9999) : [];
  if (lengths.length > 0) made.push(...ofLengths(values, lengths, size, random));
  made.push(...around(values, constants, lengths, random));
  if (callsIn(terms).some(({ name }) => name === "decode")) made.push(...encoded(constants, random));
  // A trigger that hands a text on may hand it to a number.
  if (terms.some(({ kind }) => kind === "truth"))
    made.push(...Array.from({ length: 40 }, () => `${random.below(9999)}`));
  if (patterns.length === 0 && callsIn(terms).length === 0) return made.map((text) => clipped(text, limit));
  const plain = [...values.pool, ...values.witnesses, ...constants, ...made.slice(0, 50)];
  // Checks such as code = upper(code) or name = btrim(name) accept one of these.
  for (const text of plain)
    made.push(text.toLowerCase(), text.toUpperCase(), text.trim(), text.replace(/[^a-z0-9]+/gi, "-"));
  return made.map((text) => clipped(text, limit));
}

export function measuresLength(terms: readonly Expression[]): boolean {
  return callsIn(terms).some(({ name }) => measures.has(name));
}

const letters = "abcdefghijklmnopqrstuvwxyz";

function ofLengths(values: Values, wanted: readonly number[], size: number, random: Random): readonly string[] {
  return wanted.flatMap((length) =>
    Array.from({ length: Math.ceil(size / wanted.length) }, () => {
      const start = values.pool.length === 0 ? "v" : random.pick(values.pool).trim();
      return filled(start.slice(0, Math.max(0, length - 4)), length, random);
    }),
  );
}

function filled(start: string, length: number, random: Random): string {
  return start + Array.from({ length: Math.max(0, length - start.length) }, () => letters[random.below(26)]).join("");
}

const fewConstants = 12;

/** The constants at the start, at the end and within words: what starts_with, position or left ask for. */
function around(
  values: Values,
  constants: readonly string[],
  lengths: readonly number[],
  random: Random,
): readonly string[] {
  const parts = constants.filter((text) => text !== "" && text.length < 100 && !/^-?\d+$/.test(text));
  const word = (): string => (values.pool.length === 0 ? filled("", 6, random) : random.pick(values.pool).slice(0, 40));
  const plain = (): string => filled("", 3 + random.below(6), random);
  return parts
    .slice(0, fewConstants)
    .flatMap((part) => [
      ...lengths.flatMap((length) => Array.from({ length: 8 }, () => filled(part, length, random))),
      ...[word, plain, plain, plain].flatMap((make) => [part + make(), make() + part, make() + part + make()]),
    ]);
}

function hexadecimal(length: number, random: Random): string {
  return Array.from({ length }, () => random.below(16).toString(16)).join("");
}

/** Texts that other types read: for checks that cast a text, which raise on all but those. */
export function readableTexts({ random, size }: Pick<Ground, "random" | "size">): readonly string[] {
  const two = (most: number): string => String(1 + random.below(most)).padStart(2, "0");
  const makers: readonly (() => string)[] = [
    () => `${random.below(100_000)}`,
    () => `-${random.below(1000)}.${two(99)}`,
    () => `20${two(35)}-${two(12)}-${two(28)}`,
    () => `20${two(35)}-${two(12)}-${two(28)}T${two(23)}:${two(59)}:${two(59)}.${two(99)}Z`,
    () => `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
    () => `2001:db8::${random.below(65_536).toString(16)}`,
    () => `{"n": ${random.below(1000)}}`,
    () => `[${random.below(10)}, "a"]`,
    () => `${random.below(2) === 0}`,
    () => `${two(99)} days`,
    () => [8, 4, 4, 4, 12].map((length) => hexadecimal(length, random)).join("-"),
  ];
  return makers.flatMap((make) => Array.from({ length: Math.ceil(size / 4) }, make));
}

/** Bytes of the lengths in question, as hexadecimal and in base64. */
function encoded(constants: readonly string[], random: Random): readonly string[] {
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => random.below(256)));
  return [...marksIn(constants, 1000), 4, 16]
    .flatMap((mark) => Array.from({ length: 10 }, () => bytes(mark)))
    .flatMap((made) => [made.toString("hex"), made.toString("base64")]);
}
