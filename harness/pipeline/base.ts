import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { withClient } from "../database/index.ts";
import type { Database } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import type { Migration } from "../model/history.ts";
import type { MigrationFailure } from "../tools/index.ts";
import { declarationsFolder } from "./approvals.ts";
import type { Plan } from "./plan.ts";
import { connection, type Scratch } from "./scratch.ts";

/** An enum label was used in the transaction that added it. Deployed one by one, such a history runs. */
const unsafeNewEnumLabel = "55P04";

/** A database at the base, still without rows of ours. */
export interface Base {
  readonly database: Database;
  /** The base ran only migration by migration, not as one deploy. */
  readonly stepwise: boolean;
}

/** Replays the base on an empty database, with the project's own migrator. */
export async function replayBase(plan: Plan, scratch: Scratch, cwd: string): Promise<Base | MigrationFailure> {
  const whole = await replay(plan, scratch, cwd, [plan.split.base]);
  if (!isFailure(whole)) return { database: whole, stepwise: false };
  if (whole.failure.sqlstate !== unsafeNewEnumLabel) return whole;
  const deploys = plan.split.base.map((_, place) => plan.split.base.slice(0, place + 1));
  const stepped = await replay(plan, scratch, cwd, deploys);
  return isFailure(stepped) ? whole : { database: stepped, stepwise: true };
}

export function isFailure(result: object): result is MigrationFailure {
  return "failure" in result;
}

async function replay(
  plan: Plan,
  scratch: Scratch,
  cwd: string,
  deploys: readonly (readonly Migration[])[],
): Promise<Database | MigrationFailure> {
  const database = await scratch.create();
  await scratch.freeRoles(database);
  await runPreamble(plan, database, cwd);
  for (const migrations of deploys.filter((deploy) => deploy.length > 0)) {
    const target = { ledger: plan.ledger, connect: connection(scratch, database) };
    const { failure } = await plan.tool.replay(plan.history, migrations, target);
    if (failure !== null) return failure;
  }
  return database;
}

/** What a superuser prepares before any migration: extensions, roles, stand-ins for a provider's schemas. */
async function runPreamble(plan: Plan, database: Database, cwd: string): Promise<void> {
  const path = join(declarationsFolder(plan.history), "preamble.sql");
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return;
  const file = relative(cwd, path).replaceAll("\\", "/");
  await withClient(database, "superuser", async (client) => {
    await client.query(text).catch((error: unknown) => {
      throw new HarnessError({
        kind: "input",
        code: "input/preamble-failed",
        step: `run ${file}`,
        message: `${file} fails: ${error instanceof Error ? error.message : String(error)}.`,
        remedy: "Mend the file; it runs as superuser on an empty database, before the first migration.",
        cause: error,
      });
    });
  });
}
