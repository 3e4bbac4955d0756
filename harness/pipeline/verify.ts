import { resolve } from "node:path";
import { count, judge } from "../checks/index.ts";
import { environmentError } from "../database/index.ts";
import type { Database } from "../model/database.ts";
import type { CandidateFailure, Evidence } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { Report } from "../model/report.ts";
import type { SeedWish, WishPlace } from "../model/seed.ts";
import type { Extremes } from "../seeding/index.ts";
import { splitStatements } from "../sql/split.ts";
import { attempts } from "./attempts.ts";
import { isFailure, replayBase } from "./base.ts";
import { blamesValues, overflows, type Ran, runCandidate } from "./candidate.ts";
import { clock } from "./clock.ts";
import { type Plan, plan } from "./plan.ts";
import { type Populated, populate } from "./populate.ts";
import { baseFailed, reportOf } from "./report.ts";
import type { Run } from "./run.ts";
import { openScratch, type ScratchOptions } from "./scratch.ts";
import type { CandidateChoice } from "./split.ts";
import { blame, countEffects } from "./walk.ts";

/** What rows are wanted: by default 200 per table, under seed 1. */
export interface VerifyOptions extends Omit<ScratchOptions, "say">, Partial<SeedWish> {
  /** The migrations folder. */
  readonly folder: string;
  /** What file names in the report are relative to; by default the working folder. */
  readonly cwd?: string;
  readonly candidate?: CandidateChoice;
  /** "warn" lets a run pass whose columns could not all show a loss. */
  readonly coverage?: "error" | "warn";
  /** Receives progress, one line at a time. */
  readonly say?: (line: string) => void;
  /** Aborting it stops the server, and with it everything that still runs on it. */
  readonly signal?: AbortSignal;
}

/** A finished run whose databases are still there to be asked. */
export interface Verification {
  readonly report: Report;
  /** At the base, with rows; null when the base did not replay. */
  readonly before: Database | null;
  /** After the candidate, half way when it failed; null when the base did not replay. */
  readonly after: Database | null;
  close(): Promise<void>;
}

/**
 * Proves on a real, populated PostgreSQL what a candidate does to the data, and what going back would.
 *
 * @throws {HarnessError} kind "input" for what cannot be read, "environment" for a server that is not
 *   to be had or goes away. A bad migration is never thrown: it is in the report.
 */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const time = clock();
  const say = options.say ?? (() => undefined);
  const cwd = resolve(options.cwd ?? ".");
  const planned = await plan(resolve(cwd, options.folder), cwd, options.candidate ?? null);
  const scratch = await time.time("server", () => openScratch({ ...options, say }));
  const stop = () => void scratch.close();
  options.signal?.addEventListener("abort", stop, { once: true });
  try {
    options.signal?.throwIfAborted();
    const statements = (await Promise.all(planned.split.candidate.map(splitStatements))).flat();
    const found = await judgeOn({ plan: planned, scratch, statements, time, say }, cwd, options);
    return { ...found, close: scratch.close };
  } catch (error) {
    await scratch.close();
    throw environmentError(error, "verify the candidate") ?? error;
  } finally {
    options.signal?.removeEventListener("abort", stop);
  }
}

async function judgeOn(run: Run, cwd: string, options: VerifyOptions): Promise<Omit<Verification, "close">> {
  const { plan: planned, scratch, time, say } = run;
  const wish = wishOf(options);
  say(`replaying ${count(planned.split.base.length, "migration")} of ${planned.history.label}`);
  const base = await time.time("replay", () => replayBase(planned, scratch, cwd));
  if (isFailure(base)) {
    return { report: baseFailed(scratch.server, planned, wish.seed, base, time.read()), before: null, after: null };
  }
  const tried = await tryCandidate(run, base.database, wish);
  const evidence = await gather(run, tried, base.stepwise, wish);
  const blamed = await time.time("candidate", () => blame(run, tried.before, evidence, judge(evidence)));
  const findings = options.coverage === "warn" ? blamed.map(lowered) : blamed;
  const report = reportOf(scratch.server, evidence, tried.before.seeded, findings, time.read());
  return { report, before: tried.before.database, after: tried.ran.database };
}

const inConfig: WishPlace = { source: "holdfast.config.ts", key: "seed" };

function wishOf({
  seed = 1,
  rows = 200,
  sets = [],
  tables = {},
  never = {},
  shapes = {},
  wishes = inConfig,
}: Partial<SeedWish>): SeedWish {
  return { seed, rows, sets, tables, never, shapes, wishes };
}

async function gather(
  run: Run,
  { before, ran, extremes, overflow }: Tried,
  stepwise: boolean,
  wish: SeedWish,
): Promise<Evidence> {
  const { plan: planned, time, say } = run;
  const { history, split, ledger, approvals } = planned;
  const { compared } = ran;
  const effects = await time.time("candidate", () => countEffects(run, before));
  if (compared !== null) say("trying to go back");
  return {
    history: stepwise ? { ...history, findings: [...history.findings, notInOneDeploy(planned)] } : history,
    split,
    ledgerLocation: ledger,
    before: before.facts,
    after: compared?.after ?? null,
    matching: compared?.matching ?? null,
    comparisons: compared?.comparisons ?? [],
    failure: ran.failure,
    overflow,
    effects,
    coverage: before.coverage,
    wishes: wish.wishes,
    secondRun: ran.secondRun,
    attempts: ran.failure === null ? await time.time("downgrade", () => attempts(run, ran, wish, extremes)) : [],
    approvals,
    today: new Date().toISOString().slice(0, 10),
  };
}

interface Tried {
  readonly before: Populated;
  readonly ran: Ran;
  /** Those among the rows that it was judged with. */
  readonly extremes: Extremes;
  /** What only extreme values stopped; the rest was judged without them. */
  readonly overflow: CandidateFailure | null;
}

/** Fills the base and runs the candidate on it; again without extreme values, where only they stop it. */
async function tryCandidate(run: Run, empty: Database, wish: SeedWish): Promise<Tried> {
  const { plan: planned, scratch, time, say } = run;
  const spare = await time.time("seed", () => scratch.clone(empty));
  say("seeding every table");
  const before = await populate(run, empty, wish, "all");
  say(`running the candidate ${planned.split.candidate.map(({ id }) => id).join(", ")}`);
  const ran = await runCandidate(run, before);
  if (ran.failure === null || !blamesValues(ran.failure)) return { before, ran, extremes: "all", overflow: null };
  const tamer = await tryTamer(run, spare, wish);
  return tamer === null ? { before, ran, extremes: "all", overflow: null } : { ...tamer, overflow: ran.failure };
}

/** Runs the candidate on tamer and tamer rows; null where none of them lets it through. */
async function tryTamer(run: Run, empty: Database, wish: SeedWish): Promise<Omit<Tried, "overflow"> | null> {
  const { scratch, time, say } = run;
  const spare = await time.time("seed", () => scratch.clone(empty));
  say("seeding again without NaN, infinity and far times, to see whether they stopped the candidate");
  const finite = await populate(run, empty, wish, "finite");
  const ran = await runCandidate(run, finite);
  if (ran.failure === null) return { before: finite, ran, extremes: "finite" };
  if (!(await overflows(ran.failure))) return null;
  say("seeding again without extreme numbers, which stopped the candidate");
  const tame = await populate(run, spare, wish, "tame");
  const again = await runCandidate(run, tame);
  return again.failure === null ? { before: tame, ran: again, extremes: "tame" } : null;
}

function notInOneDeploy({ history }: Plan): Finding {
  return {
    code: "history/not-in-one-deploy",
    severity: "note",
    object: history.label,
    message:
      "The base does not run as one deploy (SQLSTATE 55P04: an enum label is used in the transaction that added it); it was replayed migration by migration.",
    remedy:
      "A new environment cannot be built from this history in one go. Squash it, or let the label be used in a later deploy.",
  };
}

function lowered(finding: Finding): Finding {
  return finding.code.startsWith("coverage/") && finding.severity === "error"
    ? { ...finding, severity: "warning" }
    : finding;
}
