import { createHash } from "node:crypto";
import { literal } from "../sql/quote.ts";
import { byBytes } from "./relations.ts";

/** Asks the rows of one column which of its awkward values stand in them. */
export interface Presence {
  /** How many values are asked about. */
  readonly asked: number;
  /** Expressions over all rows, for the column's quoted name. */
  questionsOn(name: string): readonly string[];
  /** Takes the answers to them off the front of `answers`. @returns the values that are not there */
  absentIn(answers: unknown[]): readonly string[];
}

// Longer texts are asked about by their hash, lest the question outgrow the rows.
const short = 200;
const shown = 40;

/** @param cast the type that the values are read as, so that they are compared as it prints them */
export function presence(values: readonly string[], cast: string): Presence {
  const brief = values.filter((text) => text.length <= short);
  const long = values.filter((text) => text.length > short);
  const list = `array[${brief.map((text) => literal(text)).join(", ")}]::text[]`;
  // A subquery, so that it is computed once and not for every row.
  const spelled = `array(select value::${cast}::text from unnest(${list}) with ordinality as listed(value, nth) order by nth)`;
  return {
    asked: values.length,
    questionsOn(name) {
      const hashed = long.map((text) => {
        const hash = createHash("md5").update(text).digest("hex");
        return `coalesce(bool_or(length(${name}::text) = ${[...text].length} and md5(${name}::text) = '${hash}'), false)`;
      });
      if (brief.length === 0) return hashed;
      const text = byBytes(name);
      return [spelled, `array_agg(distinct ${text}) filter (where ${text} = any (${spelled}))`, ...hashed];
    },
    absentIn(answers) {
      const spellings = (brief.length === 0 ? [] : answers.shift()) as readonly string[];
      const found = new Set((brief.length === 0 ? [] : (answers.shift() ?? [])) as readonly string[]);
      const absent = long
        .filter(() => answers.shift() !== true)
        .map((text) => `${text.slice(0, shown)}… (${text.length} characters)`);
      return [...brief.filter((_, at) => !found.has(spellings[at] ?? "")), ...absent];
    },
  };
}
