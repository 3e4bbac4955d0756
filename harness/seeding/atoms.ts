import type { Text } from "./judge.ts";
import type { Random } from "./random.ts";
import type { Values } from "./values/values.ts";

/** A tuple of cells that are made together: one column, the columns of a foreign key, or what a check binds. */
export interface Atom {
  /** Which cells of the row it fills. */
  readonly positions: readonly number[];
  /** Tuples that must appear, the most telling first. */
  readonly planted: readonly (readonly Text[])[];
  /** Tuples that a check over more cells may ask for. */
  readonly suggested: readonly (readonly Text[])[];
  /** No two tuples are the same; the supply may end. */
  readonly distinct: boolean;
  /** The next tuple, another one with each attempt; null when all are used up. */
  draw(attempt: number): readonly Text[] | null;
  /** Makes sure that `rows` draws can follow; only what needs the server for it has this. */
  refill?(rows: number): Promise<void>;
}

export interface ColumnDemands {
  readonly position: number;
  readonly random: Random;
  readonly nullable: boolean;
  /** Values that must appear beside the type's own. */
  readonly constants: readonly string[];
  /** Values that checks over more columns name. */
  readonly suggested: readonly string[];
  /** Values that a key must leave free. */
  readonly reserved: ReadonlySet<string>;
  /** How the column has to be distinct, if at all: "series" takes the type's series alone. */
  readonly distinct: "no" | "yes" | "series";
  /** Where a series of whole numbers starts: behind the rows that are there. */
  readonly start: number;
  /** Draws are NULL with this probability. */
  readonly nulls: number;
}

/** The cells of one column. */
export function columnAtom(values: Values, demands: ColumnDemands): Atom {
  const { position, nullable, reserved } = demands;
  const free = (text: string): boolean =>
    demands.distinct === "no" || reserved.size === 0 || !reserved.has(text.trim().toLowerCase());
  // Where no value comes twice, what a check names would be drawn by hardly any chance.
  const named = demands.distinct === "yes" ? demands.suggested : [];
  const planted: Text[] = [...new Set([...demands.constants, ...named, ...values.witnesses])].filter(free);
  const all = { ...values, pool: values.pool.filter(free) };
  const supply = demands.distinct === "no" ? endless(all, demands) : sequence(all, planted, free, demands);
  return {
    positions: [position],
    planted: [...(nullable ? [null] : []), ...planted].map((text) => [text]),
    suggested:
      demands.distinct === "no" ? [...(nullable ? [null] : []), ...demands.suggested].map((text) => [text]) : [],
    distinct: demands.distinct !== "no",
    draw: (attempt) => supply(attempt),
  };
}

// A statement that asks two columns at once must find rows that answer both.
const constantShare = 0.3;

function endless(values: Values, { random, nullable, nulls, constants }: ColumnDemands): Atom["draw"] {
  const choice = (values.pool.length > 0 ? values.pool : values.witnesses).map((text) => [text]);
  let made = 0;
  return (attempt) => {
    if (nullable && (choice.length === 0 || random.next() < nulls)) return [null];
    if (constants.length > 0 && random.next() < constantShare) return [random.pick(constants)];
    // A key that the pool is too small for gets values from the series.
    const text = attempt > 4 ? (values.nth?.(random.below(1000) + 1000 * made++) ?? null) : null;
    if (text !== null) return [text];
    return choice.length === 0 ? null : random.pick(choice);
  };
}

function sequence(
  values: Values,
  planted: readonly Text[],
  free: (text: string) => boolean,
  { random, nullable, distinct, start }: ColumnDemands,
): Atom["draw"] {
  const taken = new Set(planted);
  const first =
    distinct === "series" && values.nth !== null ? [] : random.shuffled(values.pool).filter((text) => !taken.has(text));
  let used = 0;
  let at = start;
  return () => {
    const text = first[used++];
    if (text !== undefined) return [text];
    for (let tries = 0; values.nth !== null && tries < 1000; tries++) {
      // Gaps, so that the keys of two tables do not happen to be the same numbers.
      const next = values.nth(at);
      at += 1 + (at < 10_000 ? random.below(3) : 0);
      if (next === null) break;
      if (free(next) && !taken.has(next)) return [next];
    }
    return nullable ? [null] : null;
  };
}

/** Always the same cells. */
export function constantAtom(positions: readonly number[], tuple: readonly Text[]): Atom {
  return { positions, planted: [], suggested: [], distinct: false, draw: () => tuple };
}
