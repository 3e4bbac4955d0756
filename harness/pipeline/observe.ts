import type { Client } from "pg";
import { compare, facts, readCatalog } from "../capture/index.ts";
import { holdsRows, identityOf, match } from "../checks/index.ts";
import { withClient } from "../database/index.ts";
import type { Catalog, Relation } from "../model/catalog.ts";
import type { Database } from "../model/database.ts";
import type { Facts, Matching, TableComparison } from "../model/evidence.ts";
import type { LedgerLocation, LedgerRead, LedgerRow } from "../model/ledger.ts";
import type { Plan } from "./plan.ts";

/** The ledger is judged as a ledger, and never as a table. */
function withoutLedger<Read extends { readonly relations: readonly Relation[] }>(
  read: Read,
  ledger: LedgerLocation,
): Read {
  const isLedger = (relation: Relation) => relation.schema === ledger.schema && relation.name === ledger.table;
  return { ...read, relations: read.relations.filter((relation) => !isLedger(relation)) };
}

/** The catalog of what the migrations made. */
export async function look(plan: Plan, client: Client): Promise<Catalog> {
  return withoutLedger(await readCatalog(client), plan.ledger);
}

/** Writes down a database of this run. */
export async function writeDown(plan: Plan, database: Database): Promise<Facts> {
  return withClient(database, "superuser", async (client) => {
    const ledger = await plan.tool.readLedger(client, plan.ledger);
    const written = await facts(client, { holdsRows, identityOf }, rowsOf(plan, ledger));
    return { ...written, catalog: withoutLedger(written.catalog, plan.ledger) };
  });
}

/** A row for each migration, also where one row stands for several: it is said of each of them then. */
function rowsOf({ tool, history }: Plan, ledger: LedgerRead): readonly LedgerRow[] {
  if (tool.guarded.habit === "append") return ledger.rows;
  const places = new Map(history.migrations.map(({ id, when }) => [id, when]));
  return tool.claims(history, ledger).flatMap(({ migration, rows }) => {
    return migration === null
      ? rows
      : rows.map((row) => ({ ...row, when: places.get(migration) ?? null, name: migration }));
  });
}

/** The same, half way through a transaction, and of the tables in question only. */
export async function peek(
  plan: Plan,
  client: Client,
  asked: (relation: Relation) => boolean,
  inTransaction: boolean,
): Promise<Facts> {
  const judged = { holdsRows: (relation: Relation) => holdsRows(relation) && asked(relation), identityOf };
  const written = await facts(client, judged, [], inTransaction);
  return { ...written, catalog: withoutLedger(written.catalog, plan.ledger) };
}

/** What two databases were found to hold, and what became of the rows of the first in the second. */
export interface Compared {
  readonly before: Facts;
  readonly after: Facts;
  readonly matching: Matching;
  readonly comparisons: readonly TableComparison[];
}

export async function compareDatabases(
  before: { readonly database: Database; readonly facts: Facts },
  after: { readonly database: Database; readonly facts: Facts },
): Promise<Compared> {
  const matching = match(before.facts.catalog, after.facts.catalog);
  const comparisons = await withClient(before.database, "superuser", (old) =>
    withClient(after.database, "superuser", (now) =>
      compare({ client: old, facts: before.facts }, { client: now, facts: after.facts }, matching.pairs),
    ),
  );
  return { before: before.facts, after: after.facts, matching, comparisons };
}
