import type { Column, Relation } from "../../model/catalog.ts";
import type { Expectation } from "../../model/declaration.ts";
import type { Statement } from "../../model/history.ts";
import { type Assignments, assignmentsOf, type Holding, type OldTable } from "../../sql/assigned/index.ts";
import { isMeant } from "../../sql/quote.ts";
import type { Compared } from "../observe.ts";

type Kinds<E> = E extends Expectation ? Omit<E, "migration" | "file" | "object"> : never;

/** What may be expected of an object; whether it is so, the rows say. */
export type Guess = Kinds<Expectation>;

export interface ObjectGuess {
  /** As a declaration names it. */
  readonly object: string;
  readonly guess: Guess;
}

type Told = Pick<Compared, "before" | "after" | "matching">;

/** What guesses are made from. */
export interface Ground {
  /** As it may be told: of a copied database, without what only its rows could have brought. */
  readonly compared: Told;
  /** The statements read in more than one way, the shorter one first. */
  readonly readings: readonly Assignments[];
}

export async function groundOf(compared: Told, statements: readonly Statement[]): Promise<Ground> {
  const tables = compared.before.catalog.relations
    .filter(({ kind }) => ["r", "p"].includes(kind))
    .map(({ schema, name, columns }): OldTable => ({ schema, name, columns: columns.map((column) => column.name) }));
  const readings = [true, false].map((apart) => assignmentsOf(statements, tables, apart));
  return { compared, readings: await Promise.all(readings) };
}

/** An old table, and what holds its rows now; null where nothing does. */
export interface Kept {
  readonly old: Relation;
  readonly now: Relation | null;
}

export function tableMeant({ compared }: Ground, object: string): Kept | null {
  const old = compared.before.catalog.relations.find(({ schema, name }) => isMeant(object, [schema, name]));
  return old === undefined ? null : { old, now: standing(compared, old) };
}

/** A column of an old table, and what is read as it now. */
export interface KeptColumn extends Kept {
  readonly column: Column;
  readonly current: Column | null;
}

export function columnMeant({ compared }: Ground, object: string): KeptColumn | null {
  for (const old of compared.before.catalog.relations) {
    const column = old.columns.find(({ name }) => isMeant(object, [old.schema, old.name, name]));
    if (column === undefined) continue;
    const now = standing(compared, old);
    const match = pairOf(compared, old)?.columns.find(({ before }) => before === column.attnum);
    const attnum = match?.survivor ?? match?.successor ?? null;
    return { old, now, column, current: now?.columns.find((one) => one.attnum === attnum) ?? null };
  }
  return null;
}

function pairOf({ matching }: Told, { oid }: Relation) {
  return matching.pairs.find(({ before, role }) => before === oid && role !== "reader");
}

function standing(compared: Told, old: Relation): Relation | null {
  const pair = pairOf(compared, old);
  return compared.after.catalog.relations.find(({ oid }) => oid === pair?.after) ?? null;
}

/** How the statements came from an old table to what holds its rows now, in each reading. */
export function holdingsOf({ readings }: Ground, { old, now }: Kept): readonly Holding[] {
  return readings.flatMap(({ holdings }) =>
    holdings.filter(
      ({ of, schema, name }) =>
        of.schema === old.schema && of.name === old.name && schema === now?.schema && name === now.name,
    ),
  );
}

/** Each guess once, in their order. */
export function distinct<One>(guesses: readonly One[]): readonly One[] {
  const seen = new Set<string>();
  return guesses.filter((guess) => {
    const key = JSON.stringify(guess);
    return seen.has(key) ? false : seen.add(key);
  });
}
