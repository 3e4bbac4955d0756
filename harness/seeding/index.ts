import type { Client } from "pg";
import type { Catalog, Relation } from "../model/catalog.ts";
import { HarnessError } from "../model/error.ts";
import type { SeededTable, SeedReport } from "../model/seed.ts";
import { fillGroup } from "./circles.ts";
import { withParents } from "./constants.ts";
import type { Context, SeedOptions } from "./context.ts";
import { groupsInOrder } from "./order.ts";
import { fakerOf, randomOf } from "./random.ts";
import { passSequences } from "./sequences.ts";
import { inSession } from "./session.ts";

export type { SeedOptions } from "./context.ts";
export { coverage } from "./coverage.ts";
export { fillNew } from "./fill-new.ts";

/**
 * Fills every table with representative, awkward rows, and sets the sequences past them. Rows that
 * are there stay. All of it happens in one transaction.
 *
 * @param client a superuser's connection in autocommit; its settings are left as found
 * @param catalog what the database holds now
 * @returns per table, in the order of filling, how many rows were placed and what stood in the way
 * @throws {HarnessError} input/seed-table, input/seed-row: a table of a seed set that is not there, a
 *   row that the database does not take; environment/seeding: the server stopped answering
 */
export async function seed(client: Client, catalog: Catalog, options: SeedOptions): Promise<SeedReport> {
  const relations = seedable(catalog);
  const context: Context = {
    client,
    catalog,
    options: { ...options, constants: withParents(catalog, options.constants) },
  };
  rejectUnknown(relations, options);
  return inSession(client, async () => {
    const tables: SeededTable[] = [];
    for (const group of groupsInOrder(relations)) tables.push(...(await fillGroup(context, group)));
    await passSequences(context, relations);
    return { seed: options.seed, tables };
  });
}

/** A set for a table that is not there would be left out in silence. */
function rejectUnknown(relations: readonly Relation[], { sets, seed: number }: SeedOptions): void {
  const known = new Set(relations.map(({ schema, name }) => `${schema}.${name}`));
  for (const set of sets) {
    const unknown = Object.keys(set.rows(fakerOf(randomOf(number, `set ${set.name}`)))).find(
      (table) => !known.has(table),
    );
    if (unknown === undefined) continue;
    throw new HarnessError({
      kind: "input",
      code: "input/seed-table",
      step: "place the seed sets",
      message: `The seed set "${set.name}" has rows for ${unknown}, which is no table before the candidate.`,
      tried: [...known].map((table) => `known: ${table}`),
      remedy: 'Name tables as "schema.table", as they are called before the candidate runs.',
    });
  }
}

/** Tables that take rows of their own; a partition takes those of its root. */
function seedable(catalog: Catalog): readonly Relation[] {
  return catalog.relations.filter(({ kind, partitionOf }) => (kind === "r" || kind === "p") && partitionOf === null);
}
