import { resolve } from "node:path";
import { HarnessError } from "../../model/error.ts";
import type { History } from "../../model/history.ts";
import type { LedgerLocation, LedgerRead } from "../../model/ledger.ts";
import { claims } from "../../tools/drizzle/claims.ts";
import { readLedger } from "../../tools/drizzle/ledger.ts";
import { predict } from "../../tools/drizzle/predict.ts";
import { upgrade } from "../../tools/drizzle/upgrade.ts";
import { sayer } from "../sayer.ts";
import { historyOfBuild } from "./history.ts";
import { giveBack, type Lock, requireHeld, takeLock } from "./lock.ts";
import { messageOf } from "./message.ts";
import { type Migrate, migratorFor } from "./migrator.ts";
import { requireNoOtherLedger } from "./other-ledger.ts";
import { requireRecorded } from "./proof.ts";
import { refusalOf } from "./refusals.ts";
import { type Client, type Deployable, requireUsable, withSession } from "./session.ts";

export interface GuardedMigrateOptions {
  /** As drizzle-orm's migrate() takes them. */
  readonly migrationsFolder: string;
  readonly migrationsSchema?: string;
  readonly migrationsTable?: string;
  /** The folder of the project whose drizzle-orm runs them, where that is not above the migrations. */
  readonly project?: string;
  /** The project's own migrator, called on the session that holds the lock, and only where something is pending. */
  readonly migrate?: Migrate;
  /** How long another deploy is waited for, in milliseconds: 300 000. */
  readonly wait?: number;
  /** How often it is asked whether the other one is through, in milliseconds: 250. */
  readonly every?: number;
  /** Told what is waited for, and what runs. */
  readonly say?: (line: string) => void;
  /** Ends the waiting; a run that has begun goes on to its end. */
  readonly signal?: AbortSignal;
}

export interface GuardedMigrateResult {
  /** What this deploy ran, and the ledger has recorded, in the order it ran. */
  readonly ran: readonly string[];
  /** Whether another deploy was under way first. */
  readonly waited: boolean;
  /** "drizzle-orm 0.45.4 of the project" */
  readonly migrator: string;
  /** What became of it, for people. */
  readonly message: string;
}

/**
 * Migrates as drizzle-orm does, one deploy at a time, and only where the ledger and the folder agree.
 *
 * @throws {HarnessError} Before anything runs: guard/older-release, guard/ledger-lies, guard/other-ledger, guard/would-rerun,
 *   guard/would-skip, guard/migrator-refuses, guard/in-transaction, guard/locked, guard/pooled, guard/standby, input/… where
 *   the folder cannot be read. After the run: guard/not-recorded, guard/pooled. Else what the migrator threw.
 */
export async function guardedMigrate(
  database: Deployable,
  options: GuardedMigrateOptions,
): Promise<GuardedMigrateResult> {
  const { wait = 300_000, every = 250, signal } = options;
  requireSense(options.migrationsFolder, wait, every);
  const history = await historyOfBuild(resolve(options.migrationsFolder));
  const { migrationsSchema: schema = "drizzle", migrationsTable: table = "__drizzle_migrations" } = options;
  return withSession(database, async (client) => {
    await requireUsable(client);
    const deploy = { client, history, ledger: { schema, table }, options };
    const earlier = await readLedger(client, deploy.ledger);
    const lock = await takeLock(client, { wait, every, signal, say: sayer(options) });
    let failed = true;
    try {
      const result = await migrateAlone(deploy, lock, earlier);
      failed = false;
      return result;
    } finally {
      await giveBack(client, lock, failed);
    }
  });
}

/** Deploy scripts are often not type-checked, and take numbers from the environment. */
function requireSense(folder: unknown, wait: number, every: number): void {
  const rules = [
    { holds: typeof folder === "string" && folder !== "", otherwise: "`migrationsFolder` is missing" },
    { holds: wait >= 0, otherwise: `\`wait\` is ${wait}, and no number of milliseconds` },
    { holds: every > 0, otherwise: `\`every\` is ${every}, and no number of milliseconds above 0` },
  ];
  const broken = rules.find(({ holds }) => !holds);
  if (broken === undefined) return;
  throw new HarnessError({
    kind: "input",
    code: "input/options",
    step: "read the options of guardedMigrate()",
    message: `Of the options, ${broken.otherwise}.`,
    remedy: "Nothing was run. Give the folder that drizzle-kit writes to, and times in milliseconds.",
  });
}

interface Deploy {
  readonly client: Client;
  readonly history: History;
  readonly ledger: LedgerLocation;
  readonly options: GuardedMigrateOptions;
}

/** @param earlier the ledger as it was before the lock was asked for */
async function migrateAlone(
  { client, history, ledger: location, options }: Deploy,
  lock: Lock,
  earlier: LedgerRead,
): Promise<GuardedMigrateResult> {
  await requireHeld(client, lock, "before");
  const before = await readLedger(client, location);
  const project = { ...history, folder: resolve(options.project ?? history.folder) };
  const next = predict(project, before);
  const known = { history, ledger: before, claims: claims(history, before), next };
  const refusal = refusalOf(known);
  if (refusal !== null) throw new HarnessError(refusal);
  const { runs } = next;
  if (before.rows.length === 0 && runs.length > 0) await requireNoOtherLedger(client, history, location);
  const migrator = options.migrate === undefined ? next.migrator : "migrate() of the project";
  // drizzle-orm 1.0 also has a ledger of 0.x to convert.
  const converts = history.layout === "folders" && upgrade(history, before) !== null;
  if (runs.length > 0 || converts) {
    sayer(options)(`${migrator} runs ${runs.join(", ")}`);
    await migratorFor(project, options)(client, {
      migrationsFolder: history.folder,
      migrationsSchema: location.schema,
      migrationsTable: location.table,
    });
    const { open } = await requireHeld(client, lock, "after");
    const after = await readLedger(client, location);
    requireRecorded({ before, after, claims: claims(history, after), runs, migrator, open });
  }
  const { waited } = lock;
  return { ran: runs, waited, migrator, message: messageOf(known, waited ? earlier : null) };
}
