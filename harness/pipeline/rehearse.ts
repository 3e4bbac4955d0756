import { largeObjects } from "../capture/index.ts";
import { withClient } from "../database/index.ts";
import { readGuard } from "../guard/index.ts";
import type { Database, Dump, Dumper, Unrestored } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import type { Facts, Rehearsal, RestoreDifference } from "../model/evidence.ts";
import { compareDatabases, writeDown } from "./observe.ts";
import type { Populated } from "./populate.ts";
import { extent, restoreDifferences, type Stood } from "./restored.ts";
import type { Run } from "./run.ts";

/**
 * Dumps what stands before the candidate, restores it into a new database, and reads back whether all is as it was.
 *
 * @param before Nothing may be connected to it.
 * @param isSilent The server's words may hold values of rows, and are not to be told.
 */
export async function rehearse(run: Run, before: Populated, isSilent: boolean): Promise<Rehearsal> {
  const { scratch, say } = run;
  const dumper = await scratch.server.findDumper();
  if ("missing" in dumper) return { outcome: "not-rehearsed", why: dumper.missing };
  say("rehearsing a restore of what stands before the candidate");
  try {
    return await restoring(run, before, dumper, isSilent);
  } catch (error) {
    if (!(error instanceof HarnessError) || !/^environment\/(dump|restore)-failed$/.test(error.code)) throw error;
    return { outcome: "not-rehearsed", why: isSilent ? error.step : error.message };
  }
}

async function restoring(run: Run, before: Populated, dumper: Dumper, isSilent: boolean): Promise<Rehearsal> {
  const { scratch } = run;
  const dumped = await timed(() => dumper.dump(before.database));
  const dump: Dump = dumped.result;
  try {
    const database = await scratch.create(before.database);
    const restored = await timed(() => dump.restore(database));
    const refused = restored.result.map((one) => (isSilent ? { ...one, message: "the server refuses it" } : one));
    const differences = await compared(run, before, database, refused);
    await scratch.drop(database);
    return {
      outcome: differences.length === 0 ? "equal" : "differs",
      ...extent(before.facts),
      differences,
      by: dumper.by,
      bytes: dump.bytes,
      dumped: dumped.milliseconds,
      restored: restored.milliseconds,
    };
  } finally {
    await dump.remove();
  }
}

async function compared(
  { plan }: Run,
  before: Populated,
  database: Database,
  refused: readonly Unrestored[],
): Promise<readonly RestoreDifference[]> {
  const facts = await writeDown(plan, database);
  const { comparisons } = await compareDatabases(
    { database: before.database, facts: namesForNumbers(before.facts) },
    { database, facts: namesForNumbers(facts) },
  );
  return restoreDifferences(
    await stood(before.database, before.facts),
    await stood(database, facts),
    comparisons,
    refused,
  );
}

function stood(database: Database, facts: Facts): Promise<Stood> {
  return withClient(database, "superuser", async (client) => ({
    facts,
    largeObjects: await largeObjects(client),
    guard: await readGuard(client),
  }));
}

/** A regclass is compared by its number, which is another after a restore: there, the name is what must come back. */
function namesForNumbers(facts: Facts): Facts {
  const types = facts.catalog.types.filter(({ schema, name }) => !(schema === "pg_catalog" && name.startsWith("reg")));
  return { ...facts, catalog: { ...facts.catalog, types } };
}

async function timed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly milliseconds: number }> {
  const from = performance.now();
  const result = await work();
  return { result, milliseconds: Math.round(performance.now() - from) };
}
