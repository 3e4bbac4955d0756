import { withClient } from "../../database/index.ts";
import type { Database } from "../../model/database.ts";
import type { SeedWish } from "../../model/seed.ts";
import { type Extremes, fillNew } from "../../seeding/index.ts";
import { recordedIn } from "../../text/ledger.ts";
import { writeDown } from "../observe.ts";
import type { Plan } from "../plan.ts";
import type { Standing } from "./outcome.ts";
import type { Drill } from "./way.ts";

export interface Living extends Standing {
  readonly database: Database;
}

/** Rows are written into what the candidate made, as a live release would; where it made nothing, none are. */
export async function liveOn({ run, after }: Drill, wish: SeedWish, extremes: Extremes): Promise<Living> {
  const { plan, scratch } = run;
  const { added } = after.compared.matching;
  const recorded = await recordedOn(plan, after.database);
  const nothing = added.relations.length === 0 && added.columns.length === 0;
  if (nothing) return { database: after.database, facts: after.settled, recorded };
  const database = await scratch.clone(after.database);
  await withClient(database, "superuser", async (client) => {
    await fillNew(client, after.settled.catalog, added, { ...wish, constants: [], extremes });
  });
  return { database, facts: await writeDown(plan, database), recorded };
}

/** The migrations that a database's ledger claims. */
export async function recordedOn({ tool, history, ledger }: Plan, database: Database): Promise<ReadonlySet<string>> {
  const read = await withClient(database, "superuser", (client) => tool.readLedger(client, ledger));
  return recordedIn(tool.claims(history, read));
}
