import { withClient } from "../database/index.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Database } from "../model/database.ts";
import type { ColumnCoverage, Facts } from "../model/evidence.ts";
import type { SeedReport, SeedWish } from "../model/seed.ts";
import { coverage, type Extremes, seed } from "../seeding/index.ts";
import { constants } from "../sql/constants.ts";
import { declaredReads } from "./declared.ts";
import { installOn } from "./guard/on-scratch.ts";
import { known } from "./known.ts";
import { look, writeDown } from "./observe.ts";
import type { Run } from "./run.ts";
import { strangers } from "./strangers.ts";
import { whereabouts } from "./whereabouts.ts";

/** A database at the base, with rows in every table. */
export interface Populated {
  readonly database: Database;
  readonly facts: Facts;
  readonly seeded: SeedReport;
  readonly coverage: readonly ColumnCoverage[];
}

/** Fills every table, knowing what the candidate compares with and inserts; then writes down what is there, and what it covers. */
export async function populate(run: Run, database: Database, wish: SeedWish, extremes: Extremes): Promise<Populated> {
  const { plan, statements, time, say } = run;
  const { catalog, seeded } = await time.time("seed", () =>
    withClient(database, "superuser", async (client) => {
      const catalog = await look(plan, client);
      const unknown = strangers(catalog, wish.shapes);
      if (unknown !== null && extremes === "all") say(unknown);
      const read = [...declaredReads(plan.declarations, catalog), ...statements];
      const planted = await constants(read, await known(client, catalog));
      const seeded = await seed(client, catalog, {
        ...wish,
        extremes,
        constants: planted,
        whereabouts: (name) => whereabouts(plan.split, name),
      });
      return { catalog, seeded };
    }),
  );
  await time.time("seed", () => installOn(run, database, catalog));
  return measured(run, database, catalog, seeded);
}

/** Writes down what a database with rows holds, and what they could show. */
export async function measured(
  { plan, time }: Run,
  database: Database,
  catalog: Catalog,
  seeded: SeedReport,
): Promise<Populated> {
  const measure = () => withClient(database, "superuser", (client) => coverage(client, catalog, seeded));
  // Neither waits for the other: both only read.
  const [facts, covered] = await time.time("capture", () => Promise.all([writeDown(plan, database), measure()]));
  return { database, facts, seeded, coverage: covered };
}
