import { outcomes } from "../../checks/index.ts";
import type { Database } from "../../model/database.ts";
import type { Attempt, AttemptName } from "../../model/evidence.ts";
import type { SeedWish } from "../../model/seed.ts";
import type { Extremes } from "../../seeding/index.ts";
import { type Compared, compareDatabases, writeDown } from "../observe.ts";
import type { Run } from "../run.ts";
import { inverse } from "./inverse.ts";
import { ledgerRewind } from "./ledger-rewind.ts";
import { type Living, liveOn, recordedOn } from "./live.ts";
import { guardedOldRelease, oldRelease } from "./old-release.ts";
import { outcomeOf } from "./outcome.ts";
import { takeBack } from "./take-back.ts";
import {
  type After,
  type Drill,
  type Go,
  type NotApplicable,
  type Tried,
  unlessItGivesUp,
  type Way,
  wordsOf,
} from "./way.ts";

const ways: Readonly<Record<AttemptName, Way>> = {
  "old-release": oldRelease,
  "take-back": takeBack,
  inverse,
  "ledger-rewind": ledgerRewind,
};
const names = Object.keys(ways) as readonly AttemptName[];

/**
 * Tries to go back, each time on a clone of a database that lived on after the candidate, and reads the rows back.
 * @param extremes those that the candidate was judged with
 */
export async function attempts(
  run: Run,
  after: After,
  wish: SeedWish,
  extremes: Extremes,
): Promise<readonly Attempt[]> {
  const drill = { run, after };
  const live = await liveOn(drill, wish, extremes);
  // Nothing may be connected to what is cloned: each attempt gets its clone before the first one starts.
  const made: (() => Promise<Attempt>)[] = [];
  for (const attempt of names) {
    const go = ways[attempt](drill);
    if ("because" in go) {
      made.push(async () => untried(attempt, go));
      continue;
    }
    const database = await run.scratch.clone(live.database);
    made.push(() => judged(drill, live, attempt, database, go));
  }
  return Promise.all(made.map((make) => make()));
}

function untried(attempt: AttemptName, { because }: NotApplicable): Attempt {
  return { attempt, outcome: "not-applicable", by: because, sqlstate: null, guarded: null, losses: [] };
}

/** Tries it on its clone, which goes afterwards. */
async function judged(
  { run }: Drill,
  live: Living,
  attempt: AttemptName,
  database: Database,
  go: Go,
): Promise<Attempt> {
  const tried = await unlessItGivesUp(go(database));
  const read = "because" in tried ? untried(attempt, tried) : await readBack(run, live, attempt, database, tried);
  await run.scratch.drop(database);
  return read;
}

async function readBack(
  run: Run,
  live: Living,
  attempt: AttemptName,
  database: Database,
  { refusal, by }: Tried,
): Promise<Attempt> {
  const facts = await writeDown(run.plan, database);
  const recorded = await recordedOn(run.plan, database);
  const outcome = outcomeOf(refusal !== null, live, { facts, recorded });
  const untouched = outcome === "no-op" || outcome === "blocked";
  return {
    attempt,
    outcome,
    by: refusal === null ? by : wordsOf(refusal),
    sqlstate: refusal?.sqlstate ?? null,
    guarded: attempt === "old-release" && untouched ? await guardedOldRelease(run, database) : null,
    losses: untouched ? [] : losses(await compareDatabases(live, { database, facts })),
  };
}

/** Rows and values that stood before the attempt and do not after it, by table and column. */
function losses(back: Compared): Attempt["losses"] {
  return outcomes(back).flatMap(({ before, now, comparison, columns }) => {
    const table = `${before.schema}.${before.name}`;
    const rows = now === null ? (back.before.fingerprints[before.oid]?.rows ?? 0) : (comparison?.rows.lost ?? 0);
    return [
      ...(rows > 0 ? [{ object: table, rows, values: 0 }] : []),
      ...columns
        .filter((column) => column.lost > 0)
        .map((column) => ({ object: `${table}.${column.column}`, rows: 0, values: column.lost })),
    ];
  });
}
