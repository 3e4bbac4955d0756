import type { Client } from "pg";
import { readCatalog } from "../../capture/index.ts";
import { withClient } from "../../database/index.ts";
import type { Relation } from "../../model/catalog.ts";
import type { Database } from "../../model/database.ts";
import type { Migration } from "../../model/history.ts";
import type { Schema } from "../../model/schema.ts";
import { type Chains, chains, flatten } from "../../schema/index.ts";
import { isAt } from "../../text/ledger.ts";
import { type Deployed, deploy, emptyDatabase, stepsOf, wantsSteps } from "../base.ts";
import type { Ground } from "../plan.ts";
import type { Scratch } from "../scratch.ts";

/** What a history makes of an empty database. */
export interface State extends Deployed {
  /** After the last migration that ran. */
  readonly last: Schema;
  /** Whether a state that was read has a relation of this name, other than the ledger. */
  made(relation: Pick<Relation, "schema" | "name">): boolean;
}

/** The same, migration by migration. */
export interface States extends State {
  /** The states before all migrations and after each one that ran. */
  readonly chains: Chains;
}

/** What every replay for a live database needs. */
export interface Bench {
  readonly ground: Ground;
  readonly scratch: Scratch;
  readonly cwd: string;
}

/**
 * Replays migrations of a history with the project's own migrator, as one deploy where that can be.
 *
 * One that fails ends it: the state up to there is told, with the failure.
 */
export function replayState(bench: Bench, migrations: readonly Migration[]): Promise<State> {
  return inDeploys(migrations, async (deploys) => {
    const database = await emptyDatabase(bench.ground, bench.scratch, bench.cwd);
    const deployed = await deploy(bench.ground, bench.scratch, database, deploys);
    const reader = readerOf(bench, database);
    const last = await withClient(database, "superuser", reader.read);
    return { ...deployed, last, made: reader.made };
  });
}

/** The same, and reads the schema after each migration, which takes longer. */
export function replayStates(bench: Bench, migrations: readonly Migration[]): Promise<States> {
  return inDeploys(migrations, async (deploys) => {
    const database = await emptyDatabase(bench.ground, bench.scratch, bench.cwd);
    const states = chains();
    const reader = readerOf(bench, database);
    let last = await withClient(database, "superuser", reader.read);
    states.add(null, last);
    const deployed = await deploy(bench.ground, bench.scratch, database, deploys, async (migration, client) => {
      last = await reader.read(client);
      states.add(migration, last);
    });
    return { ...deployed, chains: states, last, made: reader.made };
  });
}

async function inDeploys<Result extends Deployed>(
  migrations: readonly Migration[],
  run: (deploys: readonly (readonly Migration[])[]) => Promise<Result>,
): Promise<Result> {
  const whole = await run([migrations]);
  const result = whole.failure !== null && wantsSteps(whole.failure) ? await run(stepsOf(migrations)) : whole;
  // What makes half of a migration and records it proves nothing of it.
  return { ...result, failure: result.failure ?? result.swallowed[0] ?? null };
}

/** Reads the schema of a database of ours, without the ledger. */
export function readerOf({ ground: { ledger }, scratch }: Bench, database: Database) {
  const seen = new Set<string>();
  const isOwnLedger = ({ schema, name }: Relation) => isAt(ledger, { schema, table: name });
  return {
    async read(client: Client): Promise<Schema> {
      const catalog = await readCatalog(client, isInTransaction(client));
      for (const relation of catalog.relations) if (!isOwnLedger(relation)) seen.add(keyOf(relation));
      return flatten(catalog, {
        postgres: Number.parseInt(scratch.server.version, 10),
        owner: database.settings("owner").user,
        leaveOut: isOwnLedger,
      });
    },
    made: (relation: Pick<Relation, "schema" | "name">) => seen.has(keyOf(relation)),
  };
}

function keyOf({ schema, name }: Pick<Relation, "schema" | "name">): string {
  return JSON.stringify([schema, name]);
}

/** A migration may have ended the transaction that its migrator opened. */
function isInTransaction(client: Client): boolean {
  return client.getTransactionStatus() === "T";
}
