import type { Faker } from "@faker-js/faker";
import type { Extremes } from "../context.ts";
import type { Rules } from "../never.ts";
import type { Random } from "../random.ts";
import type { ValueType } from "../types.ts";

/** What a column may hold, as the texts that Postgres takes as input. */
export interface Values {
  /** Values that must appear because they would show a loss, the most telling first. */
  readonly witnesses: readonly string[];
  /** Ordinary values. */
  readonly pool: readonly string[];
  /** The i-th of endlessly many distinct values; null where the type or a constraint has no such series. */
  readonly nth: ((at: number) => string | null) | null;
}

/** Awkward values of one kind. */
export interface Awkward {
  readonly values: readonly string[];
  /** What such values break, in words for people. */
  readonly breaks: string;
  /**
   * NaN, infinities, floats at the ends, times beyond the years 1 to 9999, arrays other than lists from 1: only where
   * all extremes are wanted.
   */
  readonly beyond?: true;
}

/** What a family makes. */
export interface Made {
  /** The most telling first; the same for every column of the type, so that what is there can be held against it. */
  readonly awkward: readonly Awkward[];
  readonly pool: Values["pool"];
  readonly nth: Values["nth"];
}

/** What the makers of values draw from. */
export interface Source {
  /** The column's name: it decides which values are realistic. */
  readonly name: string;
  readonly default: string | null;
  readonly random: Random;
  readonly faker: Faker;
  /** An index holds the column: values must be short enough for it. */
  readonly indexed: boolean;
  readonly extremes: Extremes;
  /** What production cannot hold. */
  readonly rules: Rules;
  /** Ordinary values wanted. */
  readonly size: number;
}

export type Family = (type: ValueType, source: Source) => Made;

/** The values as a column takes them: without the kinds that are not wanted. */
export function chosen({ awkward, pool, nth }: Made, extremes: Extremes): Values {
  const wanted = awkward.filter(({ beyond }) => beyond === undefined || extremes === "all");
  return { witnesses: [...new Set(wanted.flatMap(({ values }) => values))], pool, nth };
}

/** `size` draws, duplicates dropped. */
export function pooled(source: Source, make: (at: number) => string): readonly string[] {
  return [...new Set(Array.from({ length: source.size }, (_, at) => make(at)))];
}
