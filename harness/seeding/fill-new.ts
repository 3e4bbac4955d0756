import type { Client } from "pg";
import type { Catalog, Oid, Relation } from "../model/catalog.ts";
import type { SeededTable, SeedReport } from "../model/seed.ts";
import { fillGroup } from "./circles.ts";
import type { Context, SeedOptions } from "./context.ts";
import { copyTarget } from "./fill.ts";
import { keyBook, keysOf } from "./keys.ts";
import { rulesOf } from "./never.ts";
import { groupsInOrder } from "./order.ts";
import { planTable } from "./plan.ts";
import { randomOf } from "./random.ts";
import { rowMaker } from "./rows.ts";
import { passSequences } from "./sequences.ts";
import { inSession } from "./session.ts";
import { type Change, placesOf, update } from "./update.ts";

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

const most = 5000;
const batch = 200;

async function fillColumns(context: Context, relation: Relation, attnums: readonly number[]): Promise<SeededTable> {
  const { client, catalog, options } = context;
  const plan = await planTable(context, relation, options.rows, []);
  const isNew = plan.columns.map(({ attnum }) => attnums.includes(attnum));
  const names = plan.columns.map(({ name }) => name);
  // Keys over old columns alone hold already, and each row would be in its own way.
  const keys = (await keysOf(catalog, relation, names)).filter((key) =>
    key.positions.some((position) => isNew[position]),
  );
  const maker = rowMaker(
    { ...plan, keys: keyBook(keys, names) },
    randomOf(options.seed, `${copyTarget(plan)} new columns`),
  );
  const rows = await placesOf(client, relation, plan.columns, most);
  const columns = plan.columns.filter((_, position) => isNew[position]);
  const budget = { left: 500, vain: 0 };
  let placed = 0;
  let stoppedBy: SeededTable["stoppedBy"] = null;
  for (let at = 0; at < rows.length; at += batch) {
    const changes: Change[] = [];
    for (const row of rows.slice(at, at + batch)) {
      const given = new Map(
        row.cells.flatMap((text, position) => (isNew[position] ? [] : [[position, text] as const])),
      );
      const made = await maker.complete(given);
      if (made !== null) changes.push({ place: row.place, cells: made.filter((_, position) => isNew[position]) });
    }
    const done = await update(client, relation, columns, changes, budget);
    placed += done.count;
    stoppedBy = done.refusal ?? stoppedBy;
  }
  return {
    schema: relation.schema,
    table: relation.name,
    placed,
    wanted: rows.length,
    columns: plan.seeded,
    stoppedBy,
  };
}
