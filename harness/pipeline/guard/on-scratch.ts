import { lapsed } from "../../checks/index.ts";
import { withClient } from "../../database/index.ts";
import { grantPermits, installSql, permitsOf, readPermits, unbindSql } from "../../guard/index.ts";
import type { Catalog } from "../../model/catalog.ts";
import type { Database } from "../../model/database.ts";
import type { GivenPermit, Permit } from "../../model/guard.ts";
import type { Claim } from "../../model/ledger.ts";
import type { Plan } from "../plan.ts";
import type { Run } from "../run.ts";
import { wishFor } from "./wish.ts";

/** Guards a populated database of the run as production is guarded, with a permit for each approval that is in force. */
export async function installOn({ plan, guard, today }: Run, database: Database, catalog: Catalog): Promise<void> {
  if (guard === "none") return;
  await withClient(database, "superuser", async (client) => {
    const claims = plan.tool.claims(plan.history, await plan.tool.readLedger(client, plan.ledger));
    await client.query(installSql(wishFor(plan, plan.split.base, claims)));
    await grantPermits(client, permitsFor(plan, claims, catalog, today));
  });
}

/** A clone for statements that run without the migrator: permits can be used there though nothing records their migration. */
export async function unboundClone({ guard, scratch }: Run, original: Database): Promise<Database> {
  const database = await scratch.clone(original);
  if (guard !== "none") await withClient(database, "superuser", (client) => client.query(unbindSql));
  return database;
}

export async function permitsOn({ guard }: Run, database: Database): Promise<readonly GivenPermit[]> {
  return guard === "none" ? [] : withClient(database, "superuser", readPermits);
}

function permitsFor(
  { tool, split, approvals }: Plan,
  claims: readonly Claim[],
  catalog: Catalog,
  today: string,
): readonly Permit[] {
  const keys = new Map(split.candidate.map((migration) => [migration.id, tool.guarded.keyOf(migration, claims)]));
  const held = approvals.filter((approval) => lapsed(approval, split.candidate, today) === null);
  return permitsOf(held, catalog, (migration) => keys.get(migration) ?? null).permits;
}
