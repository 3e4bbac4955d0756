import type { Column } from "../model/catalog.ts";
import type { ColumnComparison, Example } from "../model/evidence.ts";
import { type Cast, type Change, judgeCasts } from "./casts.ts";

/** Differing rows that are shown for each column. */
export const shownExamples = 5;

/** Changes of type are cast this many at a time. */
const castBatch = 500;

/** Counts what became of one column's values while two sides are walked. */
export interface Tally {
  /** Notes one row that lives on; texts as printed, NULL as null. */
  add(key: Example["key"], before: string | null, after: string | null): Promise<void>;
  finish(values: number, distinct: number): Promise<ColumnComparison>;
}

export function sameType(before: Column, after: Column): boolean {
  return before.typeOid === after.typeOid && before.typeModifier === after.typeModifier;
}

/** What a reader can take in at a glance is shown before blanks, control characters and the like. */
export const plainPattern = "^[A-Za-z0-9][A-Za-z0-9 .:@/_+-]*$";

function isPlain(key: Example["key"], value: string | null): boolean {
  const pattern = new RegExp(plainPattern);
  return [...Object.values(key), value].every((text) => text === null || pattern.test(text));
}

export function tally(cast: Cast): Tally {
  const retyped = !sameType(cast.before.column, cast.after.column);
  const plain: Example[] = [];
  const odd: Example[] = [];
  const counts = { changed: 0, nulled: 0, filled: 0, converted: 0, duplicateKeys: 0 };
  const unproven = { count: 0, problem: null as string | null };
  let waiting: (Change & { readonly key: Example["key"] })[] = [];

  const lose = (key: Example["key"], before: string | null, after: string | null): void => {
    counts.changed += 1;
    const examples = isPlain(key, before) ? plain : odd;
    if (examples.length < shownExamples) examples.push({ key, before, after });
  };
  const settle = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    const verdicts = await judgeCasts(cast, batch);
    for (const [place, { key, before, after }] of batch.entries()) {
      const verdict = verdicts[place];
      if (verdict !== undefined && verdict.problem !== null) {
        unproven.count += 1;
        unproven.problem ??= verdict.problem;
      }
      if (verdict?.duplicateKeys) counts.duplicateKeys += 1;
      if (verdict?.lossless) counts.converted += 1;
      else lose(key, before, after);
    }
  };

  return {
    async add(key, before, after) {
      if (before === after) return;
      if (before === null) counts.filled += 1;
      else if (after === null) {
        counts.nulled += 1;
        lose(key, before, after);
      } else if (retyped) {
        waiting.push({ key, before, after });
        if (waiting.length >= castBatch) await settle();
      } else lose(key, before, after);
    },
    async finish(values, distinct) {
      await settle();
      return {
        before: cast.before.column.attnum,
        after: cast.after.column.attnum,
        values,
        distinct,
        ...counts,
        // One value that is shown to be another says more than those that could not be cast.
        castProblem: counts.changed > unproven.count ? null : unproven.problem,
        examples: [...plain, ...odd].slice(0, shownExamples),
      };
    },
  };
}
