import type { Case } from "../case.ts";

/** One thing that a system says of a candidate. */
export interface Saying {
  readonly rule: string;
  /** Of the candidate's text, from 1; null where it does not say. */
  readonly line: number | null;
  /** All its words, to look for names in. */
  readonly words: string;
  /** It says that data are at stake: for the peers by its rule, for holdfast where it is an error. */
  readonly grave: boolean;
}

/** What a system says of each case, by the case's file; null where it could not read the candidate. */
export type Sayings = ReadonlyMap<string, readonly Saying[] | null>;

/** Something that judges migrations. */
export interface System {
  readonly name: string;
  readonly version: string;
  /** In a sentence: what it is given, and how it is run. */
  readonly how: string;
  /** Rules that are not counted, for or against it: of style and of settings. */
  readonly leftOut: readonly string[];
  /** Rules of which a finding says that data are at stake; null where it is its severity that says so. */
  readonly grave: readonly string[] | null;
  /** @param progress told how many cases are done */
  judge(cases: readonly Case[], progress: (done: number) => void): Promise<Sayings>;
}

/** A system, and what it said of the corpus in a run. */
export interface Heard {
  readonly system: Omit<System, "judge">;
  readonly sayings: Sayings;
  readonly seconds: number;
}

/** Whether a rule is one of a list, in which `*` stands for any end: "prefer-*". */
export function isOf(rule: string, list: readonly string[]): boolean {
  return list.some((name) => (name.endsWith("*") ? rule.startsWith(name.slice(0, -1)) : rule === name));
}
