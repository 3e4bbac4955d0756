import type { Client } from "pg";
import type { Catalog, Relation } from "../model/catalog.ts";
import type { SeededTable, SeedReport } from "../model/seed.ts";
import { fillGroup } from "./circles.ts";
import { withParents } from "./constants.ts";
import type { Context, SeedOptions } from "./context.ts";

import { givenRows, rejectUnknown, takesRows } from "./given.ts";
import { rejectUnknownRules, rulesOf } from "./never.ts";
import { groupsInOrder } from "./order.ts";
import { passSequences } from "./sequences.ts";
import { inSession, keysAtOnce, refusingTriggers } from "./session.ts";
import { varyStamps } from "./stamped.ts";

export type { Extremes, SeedOptions } from "./context.ts";
export { coverage } from "./coverage.ts";
export { fillNew } from "./fill-new.ts";
export { givenRows } from "./given.ts";

/**
 * Fills every table with representative, awkward rows, and sets the sequences past them. Rows that
 * are there stay. All of it happens in one transaction.
 *
 * @param client a superuser's connection in autocommit; its settings are left as found
 * @param catalog what the database holds now
 * @returns per table, in the order of filling, how many rows were placed and what stood in the way
 * @throws {HarnessError} input/seed-…: the user names a table, a column or a type that is not there, or
 *   gives rows or SQL that the database does not take; environment/seeding: the server stopped answering
 */
export async function seed(client: Client, catalog: Catalog, options: SeedOptions): Promise<SeedReport> {
  const given = givenRows(options);
  await rejectUnknown(catalog, options, given);
  const relations = catalog.relations.filter(takesRows);
  const { unknown, ...rules } = await rulesOf(client, relations, options.never);
  rejectUnknownRules(unknown);
  const context: Context = {
    client,
    catalog,
    options: { ...options, constants: withParents(catalog, options.constants) },
    given,
    rules,
  };
  return inSession(client, async () => {
    const tables = await fillAll(context, relations);
    await varyStamps(context, relations);
    await passSequences(context, relations);
    return { seed: options.seed, tables };
  });
}

/**
 * Fills all tables. Where deferred triggers of the user refuse at the end, they are filled once more with those
 * at work at once, so that what they refuse is left out; and where that is not the end of it, with all of them.
 */
async function fillAll(context: Context, relations: readonly Relation[]): Promise<readonly SeededTable[]> {
  const { client } = context;
  const fill = async (): Promise<readonly SeededTable[]> => {
    const tables: SeededTable[] = [];
    for (const group of groupsInOrder(relations)) tables.push(...(await fillGroup(context, group)));
    return tables;
  };
  await client.query("savepoint holdfast_tables");
  await keysAtOnce(client);
  const tables = await fill();
  const refusing = await refusingTriggers(client);
  if (refusing.length === 0) return tables;
  await client.query("rollback to savepoint holdfast_tables");
  await keysAtOnce(client);
  await client.query(`set constraints ${refusing.join(", ")} immediate`);
  const again = await fill();
  if ((await refusingTriggers(client)).length === 0) return again;
  await client.query("rollback to savepoint holdfast_tables; set constraints all immediate");
  return await fill();
}
