import { outcomes } from "../../checks/index.ts";
import type { Database } from "../../model/database.ts";
import type { Attempt, AttemptName } from "../../model/evidence.ts";
import type { SeedWish } from "../../model/seed.ts";
import type { Extremes } from "../../seeding/index.ts";
import { type Compared, compareDatabases, writeDown } from "../observe.ts";
import type { Run } from "../run.ts";
import { watch } from "../watch.ts";
import { inverse } from "./inverse.ts";
import { ledgerRewind } from "./ledger-rewind.ts";
import { type Living, liveOn, recordedOn } from "./live.ts";
import { guardedOldRelease, oldRelease } from "./old-release.ts";
import { outcomeOf } from "./outcome.ts";
import { takeBack } from "./take-back.ts";
import { type After, type Go, type NotApplicable, type Tried, unlessItGivesUp, type Way, wordsOf } from "./way.ts";

const ways: Readonly<Record<AttemptName, Way>> = {
  "old-release": oldRelease,
  "take-back": takeBack,
  inverse,
  "ledger-rewind": ledgerRewind,
};
const names = Object.keys(ways) as readonly AttemptName[];

/** A way back that can be tried. */
interface Ready {
  readonly name: AttemptName;
  readonly go: Go;
}

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
  const found = names.map((name) => ({ name, go: ways[name](drill) }));
  const ready = found.flatMap(({ name, go }) => ("because" in go ? [] : [{ name, go }]));
  const made = new Map((await tryAll(run, live, ready)).map((attempt) => [attempt.attempt, attempt]));
  return found.flatMap(({ name, go }) => ("because" in go ? untried(name, go) : (made.get(name) ?? [])));
}

function untried(attempt: AttemptName, { because }: NotApplicable): Attempt {
  return { attempt, outcome: "not-applicable", by: because, sqlstate: null, guarded: null, losses: [] };
}

async function tryAll(run: Run, live: Living, [first, ...others]: readonly Ready[]): Promise<readonly Attempt[]> {
  if (first === undefined) return [];
  const { clone, drop } = run.scratch;
  // By itself: mostly it is the old release, which writes nothing, and then its clone is as good as new.
  const database = await clone(live.database);
  const { attempt, untouched } = await tryOne(run, live, first, database);
  if (!untouched) await drop(database);
  // Nothing may be connected to what is cloned: each gets its clone before any of them starts.
  const clones = untouched ? [database] : [];
  while (clones.length < others.length) clones.push(await clone(live.database));
  const made = await Promise.all(
    clones.map(async (database, place) => {
      const way = others[place];
      const tried = way === undefined ? [] : [(await tryOne(run, live, way, database)).attempt];
      await drop(database);
      return tried;
    }),
  );
  return [attempt, ...made.flat()];
}

/** @returns also whether nothing at all was written on the way */
async function tryOne(
  run: Run,
  live: Living,
  { name, go }: Ready,
  database: Database,
): Promise<{ readonly attempt: Attempt; readonly untouched: boolean }> {
  const wrote = await watch(database);
  const tried = await unlessItGivesUp(go(database));
  const touched = await wrote();
  if ("because" in tried) return { attempt: untried(name, tried), untouched: !touched };
  const now = touched ? await readAgain(run, database) : { ...live, database };
  const attempt = await judged(run, live, name, now, tried);
  return { attempt, untouched: !touched && !(await wrote()) };
}

async function readAgain({ plan }: Run, database: Database): Promise<Living> {
  return { database, facts: await writeDown(plan, database), recorded: await recordedOn(plan, database) };
}

async function judged(
  run: Run,
  live: Living,
  attempt: AttemptName,
  now: Living,
  { refusal, by }: Tried,
): Promise<Attempt> {
  const outcome = outcomeOf(refusal !== null, live, now);
  const untouched = outcome === "no-op" || outcome === "blocked";
  return {
    attempt,
    outcome,
    by: refusal === null ? by : wordsOf(refusal),
    sqlstate: refusal?.sqlstate ?? null,
    guarded: attempt === "old-release" && untouched ? await guardedOldRelease(run, now.database) : null,
    losses: untouched ? [] : losses(await compareDatabases(live, now)),
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
