import type { Expression } from "../../sql/check-expression.ts";
import type { Axis } from "../axis.ts";
import { regexText } from "../pattern.ts";
import { list } from "../values/composed.ts";
import { marksIn, patternsIn } from "./terms.ts";
import { type Ground, measuresLength } from "./texts.ts";

const longestArray = 100;

/** Arrays of the lengths in question, of elements that the column has anyway and of the constants. */
export function suggestedArrays({ values, constants, random, size }: Ground): readonly string[] {
  const elements = [...new Set([...values.pool, ...values.witnesses].flatMap(elementsOf))];
  // Among texts, a number is a length.
  const named = constants.filter((text) => !/^\d+$/.test(text));
  const members = (named.length > 0 ? named : constants).flatMap((text) =>
    elementsOf(/^\{.*\}$/s.test(text) ? text : list([text])),
  );
  const sources = [elements, members, [...members, ...elements]];
  const lengths = [...new Set([...marksIn(constants, longestArray), 1, 2, Math.min(longestArray, members.length)])];
  const times = Math.max(2, Math.ceil(size / lengths.length / sources.length));
  return sources
    .filter((source) => source.length > 0)
    .flatMap((source) =>
      lengths.flatMap((length) =>
        Array.from({ length: times }, () => {
          // Without duplicates where there are enough.
          const chosen = random.shuffled(source).slice(0, length);
          while (chosen.length < length) chosen.push(random.pick(source));
          return `{${chosen.join(",")}}`;
        }),
      ),
    );
}

/** The elements of an array of one dimension as they are written in it, but for NULL. */
function elementsOf(text: string): readonly string[] {
  if (!/^\{[^{]/.test(text)) return [];
  const found = text.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^",{}]+/gs) ?? [];
  return found.filter((element) => element !== "NULL");
}

/** Bytes of the lengths in question, in bytes and in bits. */
export function suggestedBytes({ constants, random, size }: Ground): readonly string[] {
  const lengths = marksIn(constants, 100_000).flatMap((mark) => (mark % 8 === 0 ? [mark, mark / 8] : [mark]));
  const digits = "0123456789abcdef";
  return lengths.flatMap((length) =>
    Array.from(
      { length: Math.ceil(size / lengths.length) },
      () => `\\x${Array.from({ length: length * 2 }, () => digits[random.below(16)]).join("")}`,
    ),
  );
}

/** Identifiers of the versions in question. */
export function suggestedUuids({ values, constants, random }: Ground): readonly string[] {
  const versions = constants.filter((text) => /^[0-9a-f]$/i.test(text));
  return versions.flatMap((version) =>
    values.pool.map(
      (text) => `${text.slice(0, 14)}${version}${text.slice(15, 19)}${random.pick([..."89ab"])}${text.slice(20)}`,
    ),
  );
}

/** Numbers with as many digits as are asked for, that match the patterns, or with few digits behind the point. */
export function suggestedNumbers(
  terms: readonly Expression[],
  axis: Axis,
  { constants, random, size }: Ground,
): readonly string[] {
  const patterns = patternsIn(terms).filter(({ style }) => style === "regex");
  const matching = patterns.flatMap(({ text }) => Array.from({ length: size }, () => regexText(text, random)));
  const digits = measuresLength(terms) ? marksIn(constants, 18).filter((mark) => mark > 0) : [];
  const long = digits.flatMap((count) =>
    Array.from({ length: Math.ceil(size / digits.length) }, () =>
      Array.from({ length: count }, (_, at) => (at === 0 ? 1 + random.below(9) : random.below(10))).join(""),
    ),
  );
  const short = Array.from({ length: 24 }, (_, at) => (random.below(100_000) / 10 ** (at % 3)).toString());
  return [...matching, ...long, ...short].filter((text) => {
    const at = axis.parse(text);
    return at !== null && at >= axis.least && at <= axis.most;
  });
}
