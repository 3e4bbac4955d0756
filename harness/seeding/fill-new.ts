import type { Client } from "pg";
import type { Catalog, Oid } from "../model/catalog.ts";
import type { SeededTable, SeedReport } from "../model/seed.ts";
import { fillGroup } from "./circles.ts";
import type { Context, SeedOptions } from "./context.ts";
import { fillColumns } from "./fill-columns.ts";
import { rulesOf } from "./never.ts";
import { groupsInOrder } from "./order.ts";
import { passSequences } from "./sequences.ts";
import { inSession } from "./session.ts";

/** What a candidate made: relations, and columns of relations that were there before. */
export interface Made {
  readonly relations: readonly Oid[];
  readonly columns: readonly { readonly relation: Oid; readonly attnum: number }[];
}

/**
 * Writes into what a candidate made, as a live release would: fills the new tables with rows, and
 * gives the new columns of old tables values in the rows that are there (in up to 5000 of each).
 * The report counts the rows that got new values among `placed`.
 *
 * @param catalog what the database holds now, after the candidate
 */
export async function fillNew(client: Client, catalog: Catalog, what: Made, options: SeedOptions): Promise<SeedReport> {
  const taking = catalog.relations.filter(({ kind }) => kind === "r" || kind === "p");
  // What the user said is about the tables before the candidate; of that, only what production cannot hold still counts.
  const context: Context = {
    client,
    catalog,
    options: { ...options, tables: {}, shapes: {} },
    given: [],
    rules: await rulesOf(client, taking, options.never),
  };
  const fresh = taking.filter(({ oid, partitionOf }) => what.relations.includes(oid) && partitionOf === null);
  return inSession(client, async () => {
    await client.query("set constraints all immediate");
    const tables: SeededTable[] = [];
    for (const group of groupsInOrder(fresh)) tables.push(...(await fillGroup(context, group)));
    for (const relation of taking) {
      const attnums = what.columns.filter((column) => column.relation === relation.oid).map(({ attnum }) => attnum);
      if (attnums.length > 0 && !fresh.includes(relation)) tables.push(await fillColumns(context, relation, attnums));
    }
    await passSequences(context, taking);
    return { seed: options.seed, tables };
  });
}
