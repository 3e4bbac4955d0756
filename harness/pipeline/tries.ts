import type { Database } from "../model/database.ts";
import type { CandidateFailure } from "../model/evidence.ts";
import type { SeedWish } from "../model/seed.ts";
import type { Extremes } from "../seeding/index.ts";
import { blamesValues, overflows, type Ran, runCandidate } from "./candidate.ts";
import { type Populated, populate } from "./populate.ts";
import type { Run } from "./run.ts";

/** A candidate that ran, and what it ran on. */
export interface Tried {
  readonly before: Populated;
  readonly ran: Ran;
  /** Those among the rows that it was judged with. */
  readonly extremes: Extremes;
  /** What only extreme values stopped; the rest was judged without them. */
  readonly overflow: CandidateFailure | null;
}

/** Replays the base once more, on a database of its own; null where it does not replay. */
export type ReplayAgain = () => Promise<Database | null>;

/** Fills the base and runs the candidate on it; again without extreme values, where only they stop it. */
export async function tryCandidate(run: Run, empty: Database, wish: SeedWish, again: ReplayAgain): Promise<Tried> {
  const { plan, say } = run;
  say("seeding every table");
  const before = await populate(run, empty, wish, "all");
  say(`running the candidate ${plan.split.candidate.map(({ id }) => id).join(", ")}`);
  const ran = await runCandidate(run, before);
  if (ran.failure === null || !blamesValues(ran.failure)) return { before, ran, extremes: "all", overflow: null };
  const tamer = await tryTamer(run, wish, again);
  return tamer === null ? { before, ran, extremes: "all", overflow: null } : { ...tamer, overflow: ran.failure };
}

/** Runs the candidate on tamer and tamer rows; null where none of them lets it through. */
async function tryTamer(run: Run, wish: SeedWish, again: ReplayAgain): Promise<Omit<Tried, "overflow"> | null> {
  const { scratch, time, say } = run;
  const empty = await again();
  if (empty === null) return null;
  const spare = await time.time("seed", () => scratch.clone(empty));
  say("seeding again without NaN, infinity, far times and odd arrays, to see whether they stopped the candidate");
  const finite = await populate(run, empty, wish, "finite");
  const ran = await runCandidate(run, finite);
  if (ran.failure === null) return { before: finite, ran, extremes: "finite" };
  if (!(await overflows(ran.failure))) return null;
  say("seeding again without extreme numbers, which stopped the candidate");
  const tame = await populate(run, spare, wish, "tame");
  const tamed = await runCandidate(run, tame);
  return tamed.failure === null ? { before: tame, ran: tamed, extremes: "tame" } : null;
}
