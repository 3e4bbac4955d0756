import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Database } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import type { Migration } from "../model/history.ts";
import type { MigrationFailure, ReplayTarget } from "../tools/index.ts";
import { declarationsFolder } from "./intent.ts";
import type { Ground, Plan } from "./plan.ts";
import { connection, type Scratch } from "./scratch.ts";

/** An enum label was used in the transaction that added it. Deployed one by one, such a history runs. */
const unsafeNewEnumLabel = "55P04";

/** A database at the base, still without rows of ours. */
interface Base {
  readonly database: Database;
  /** The base ran only migration by migration, not as one deploy. */
  readonly stepwise: boolean;
}

/** Replays the base on an empty database, with the project's own migrator. */
export async function replayBase(plan: Plan, scratch: Scratch, cwd: string): Promise<Base | MigrationFailure> {
  const whole = await deploy(plan, scratch, await emptyDatabase(plan, scratch, cwd), [plan.split.base]);
  if (whole.failure === null) return { database: whole.database, stepwise: false };
  if (!wantsSteps(whole.failure)) return whole.failure;
  const stepped = await deploy(plan, scratch, await emptyDatabase(plan, scratch, cwd), stepsOf(plan.split.base));
  return stepped.failure === null ? { database: stepped.database, stepwise: true } : whole.failure;
}

/** Deployed one by one, such migrations may still run. */
export function wantsSteps({ failure }: MigrationFailure): boolean {
  return failure.sqlstate === unsafeNewEnumLabel;
}

/** Each migration as a deploy of its own. */
export function stepsOf(migrations: readonly Migration[]): readonly (readonly Migration[])[] {
  return migrations.map((_, place) => migrations.slice(0, place + 1));
}

export function isFailure(result: Base | MigrationFailure): result is MigrationFailure {
  return "failure" in result;
}

/** A database as it is before the first migration. */
export async function emptyDatabase(ground: Ground, scratch: Scratch, cwd: string): Promise<Database> {
  const database = await scratch.create();
  await scratch.freeRoles(database);
  await runPreamble(ground, scratch, database, cwd);
  return database;
}

/** What deploys did to a database. */
export interface Deployed {
  readonly database: Database;
  /** What was recorded, in the order it ran. */
  readonly ran: readonly string[];
  /** The deploy that failed was the last one. */
  readonly failure: MigrationFailure | null;
  /** What was refused, and recorded all the same. */
  readonly swallowed: readonly MigrationFailure[];
  /** Null where there was nothing to run. */
  readonly migrator: string | null;
}

/** Runs the project's own migrator over one set of migrations after the other, up to the first that fails. */
export async function deploy(
  { tool, history, ledger }: Ground,
  scratch: Scratch,
  database: Database,
  deploys: readonly (readonly Migration[])[],
  after?: ReplayTarget["after"],
): Promise<Deployed> {
  const ran: string[] = [];
  const swallowed: MigrationFailure[] = [];
  let migrator: string | null = null;
  for (const migrations of deploys.filter(({ length }) => length > 0)) {
    const target = { ledger, connect: connection(scratch, database), ...(after === undefined ? {} : { after }) };
    const replayed = await tool.replay(history, migrations, target);
    ({ migrator } = replayed);
    ran.push(...replayed.ran);
    swallowed.push(...(replayed.swallowed ?? []));
    if (replayed.failure !== null) return { database, ran, failure: replayed.failure, swallowed, migrator };
  }
  return { database, ran, failure: null, swallowed, migrator };
}

/** What a superuser prepares before any migration: extensions, roles, stand-ins for a provider's schemas. */
async function runPreamble({ history }: Ground, scratch: Scratch, database: Database, cwd: string): Promise<void> {
  const path = join(declarationsFolder(history), "preamble.sql");
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return;
  const file = relative(cwd, path).replaceAll("\\", "/");
  await scratch.prepare(database, text).catch((error: unknown) => {
    if (error instanceof HarnessError) throw error;
    throw new HarnessError({
      kind: "input",
      code: "input/preamble-failed",
      step: `run ${file}`,
      message: `${file} fails: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: "Mend the file; it runs as superuser on an empty database, before the first migration.",
      cause: error,
    });
  });
}
