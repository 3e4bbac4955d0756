import type { Relation } from "../../model/catalog.ts";
import type { Counterexample, Expectation, Measured } from "../../model/declaration.ts";
import { isMeant } from "../../sql/quote.ts";
import type { Side } from "../compare.ts";
import type { Source } from "../source.ts";
import type { Texts } from "../stream.ts";
import { shownExamples } from "../tally.ts";
import type { Printing } from "../value.ts";
import type { Ground } from "./objects.ts";

/** Everything that measuring one expectation needs. */
export interface Measuring extends Ground {
  readonly sides: { readonly before: Side; readonly after: Side };
  readonly printing: { readonly before: Printing; readonly after: Printing };
  /** All that is declared: what is said of a table bears on what is said of its columns. */
  readonly declared: readonly Expectation[];
  /** How many old rows are asked, to find the one that an expression fails on; null for all. */
  readonly limit: number | null;
}

export function sourceOf(measuring: Measuring, side: "before" | "after", relation: Source["relation"]) {
  return { client: measuring.sides[side].client, relation, printing: measuring.printing[side] };
}

export type Counted = Pick<Measured, "rows" | "changed" | "wrong" | "examples">;

/** Counts rows while they are walked. */
export function counter() {
  const counts = { rows: 0, changed: 0, wrong: 0 };
  const examples: Counterexample[] = [];
  return {
    /** Notes rows that an expectation speaks of. */
    add(rows: number, changed: number): void {
      counts.rows += rows;
      counts.changed += changed;
    },
    /** Notes rows that are otherwise than declared. */
    wrong(example: Counterexample, rows = 1): void {
      counts.wrong += rows;
      if (examples.length < shownExamples) examples.push(example);
    },
    counted: (): Counted => ({ ...counts, examples }),
  };
}

/** What tells a row apart for people: the values behind the first, which is the key's own text. */
export function namedBy(columns: readonly { readonly name: string }[], row: Texts): Counterexample["key"] {
  return Object.fromEntries(columns.map(({ name }, place) => [name, row[place + 1] ?? null]));
}

/** By what predicates rows of a table are declared to be gone: they need neither a key nor a place of now. */
export function deletedOf({ declared }: Measuring, { schema, name }: Relation): readonly string[] {
  return declared.flatMap((one) =>
    one.kind === "deleted" && isMeant(one.object, [schema, name]) ? [one.predicate] : [],
  );
}

/** Walks nothing: of a table that is gone. */
export async function* noRows(): AsyncGenerator<Texts, void, undefined> {
  yield* [];
}
