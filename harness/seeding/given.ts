import type { Catalog, Relation } from "../model/catalog.ts";
import { HarnessError } from "../model/error.ts";
import type { ColumnValues } from "../model/seed.ts";
import { textOf } from "./cells.ts";
import type { GivenRows, SeedOptions } from "./context.ts";
import type { Text } from "./judge.ts";
import { fakerOf, randomOf } from "./random.ts";
import type { Source, Values } from "./values/values.ts";

/** The rows of the user's sets and lists, made once. */
export function givenRows({ sets, tables, seed, wishes }: SeedOptions): readonly GivenRows[] {
  const listed = Object.entries(tables).flatMap(([table, { list }]) => (list === undefined ? [] : [[table, list]]));
  return [
    ...sets.map(({ name, rows }) => ({
      source: `the seed set "${name}"`,
      rows: rows(fakerOf(randomOf(seed, `set ${name}`))),
    })),
    { source: wishes.source, rows: Object.fromEntries(listed) },
  ];
}

/** Values that the user gives for a column. Those of a list all appear; a function is asked as often as need be. */
export function givenValues(given: ColumnValues, type: string, source: Source): Values & { readonly nulls: number } {
  const made: readonly Text[] =
    typeof given === "function"
      ? Array.from({ length: source.size }, () => textOf(given(source.faker), type))
      : given.map((cell) => textOf(cell, type));
  const texts = made.filter((text) => text !== null);
  return {
    witnesses: typeof given === "function" ? [] : [...new Set(texts)],
    pool: texts,
    nth: typeof given === "function" ? () => textOf(given(source.faker), type) : null,
    nulls: made.length === 0 ? 0 : (made.length - texts.length) / made.length,
  };
}

/**
 * Whatever the user says about a table or column that is not there would be left out in silence.
 * @throws {HarnessError} input/seed-table
 */
export async function rejectUnknown(
  catalog: Catalog,
  options: SeedOptions,
  given: readonly GivenRows[],
): Promise<void> {
  const found = firstUnknown(catalog, options, given);
  if (found === null) return;
  const why = (await options.whereabouts?.(found.what)) ?? null;
  throw new HarnessError({
    kind: "input",
    code: "input/seed-table",
    step: "place the rows that are given",
    message: `There are rows or values for ${found.what} in ${found.source}, and no such table or column before the candidate${why === null ? "" : `: ${why}`}.`,
    tried: found.known.map((name) => `known: ${name}`),
    remedy: 'Name tables as "schema.table", and columns, as they are called before the candidate runs.',
  });
}

interface Unknown {
  readonly source: string;
  readonly what: string;
  readonly known: readonly string[];
}

function firstUnknown(catalog: Catalog, { tables, wishes }: SeedOptions, given: readonly GivenRows[]): Unknown | null {
  const relations = new Map(catalog.relations.filter(takesRows).map((relation) => [nameOf(relation), relation]));
  const known = [...relations.keys()];
  for (const { source, rows } of given) {
    for (const what of Object.keys(rows)) if (!relations.has(what)) return { source, what, known };
  }
  for (const [table, { columns = {} }] of Object.entries(tables)) {
    const relation = relations.get(table);
    if (relation === undefined) return { source: wishes.source, what: table, known };
    const writable = relation.columns
      .filter(({ generated }) => generated === null)
      .map(({ name }) => `${table}.${name}`);
    const wrong = Object.keys(columns).find((name) => !writable.includes(`${table}.${name}`));
    if (wrong !== undefined) return { source: wishes.source, what: `${table}.${wrong}`, known: writable };
  }
  return null;
}

/** Tables that take rows of their own; a partition takes those of its root. */
export function takesRows({ kind, partitionOf }: Relation): boolean {
  return (kind === "r" || kind === "p") && partitionOf === null;
}

export function nameOf({ schema, name }: Relation): string {
  return `${schema}.${name}`;
}
