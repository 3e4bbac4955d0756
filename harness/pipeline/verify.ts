import { resolve } from "node:path";
import { count, judge, readAgainstRan } from "../checks/index.ts";
import { environmentError } from "../database/index.ts";
import type { ToolConfig } from "../model/config.ts";
import type { Database } from "../model/database.ts";
import type { Rehearsal } from "../model/evidence.ts";
import type { Finding } from "../model/finding.ts";
import type { GuardSetting } from "../model/guard.ts";
import type { Report } from "../model/report.ts";
import type { SeedWish, WishPlace } from "../model/seed.ts";
import { splitStatements } from "../sql/split.ts";
import { withoutPasswordsIn } from "../text/secrets.ts";
import { isFailure, replayBase } from "./base.ts";
import { runCandidate, withoutSkipped } from "./candidate.ts";
import { clock, today } from "./clock.ts";
import { type Staged, stage, takeUp } from "./from.ts";
import { gather, type Origin } from "./gather.ts";
import { lintOn, rulesByCode } from "./lint.ts";
import { groundOf, type Plan, plan } from "./plan.ts";
import { propose, refuseWritten } from "./propose/index.ts";
import { withoutPositions, withoutValues, withoutWords } from "./redact.ts";
import { rehearse } from "./rehearse.ts";
import { baseFailed, reportOf } from "./report.ts";
import type { Run } from "./run.ts";
import { sayer } from "./sayer.ts";
import { openScratch, type Scratch, type ScratchOptions } from "./scratch.ts";
import type { CandidateChoice } from "./split.ts";
import { withSteps } from "./steps.ts";
import { type Tried, tryCandidate } from "./tries.ts";
import { blame } from "./walk.ts";

/** What rows are wanted: by default 200 per table, under seed 1. */
export interface VerifyOptions extends Omit<ScratchOptions, "say">, Partial<SeedWish>, ToolConfig {
  /** The migrations folder. */
  readonly folder: string;
  /** What file names in the report are relative to; by default the working folder. */
  readonly cwd?: string;
  /** By default the last migration; with `from`, what the migrator would run there. */
  readonly candidate?: CandidateChoice;
  /**
   * A database on the server, whose rows the candidate meets in place of made ones: a copy of it is what stands before.
   * Nothing connects to it, and nothing of it is changed.
   */
  readonly from?: string;
  /** With `from`: the report and errors may hold values of rows, and the server's own words. */
  readonly showValues?: boolean;
  /** "warn" lets a run pass whose columns could not all show a loss. */
  readonly coverage?: "error" | "warn";
  /** "installed": what stands before the candidate has the guard, as a guarded production does. By default "none". */
  readonly guard?: GuardSetting;
  /** Also dump what stands before the candidate, and restore it afterwards. */
  readonly rehearse?: boolean;
  /** Also propose, for a person to complete, what declares the changes that were measured; what is there is never written over. */
  readonly writeDeclaration?: boolean;
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
  const say = sayer(options);
  const cwd = resolve(options.cwd ?? ".");
  const start = await readFiles(options, cwd, say);
  const scratch = await time.time("server", () => openScratch({ ...options, say }));
  const stop = () => void scratch.close();
  options.signal?.addEventListener("abort", stop, { once: true });
  try {
    options.signal?.throwIfAborted();
    const { plan: planned, copy } = await time.time("replay", () => start(scratch));
    const statements = (await Promise.all(planned.split.candidate.map(splitStatements))).flat();
    const { guard = "none" } = options;
    const run = { plan: planned, scratch, statements, guard, today: today(), time, say };
    const found = copy === null ? await judgeOn(run, cwd, options) : await judgeCopy(run, copy, options);
    return { ...found, report: withoutPasswordsIn(found.report), close: scratch.close };
  } catch (error) {
    await scratch.close();
    const told = environmentError(error, "verify the candidate") ?? error;
    throw isSilent(options) ? withoutWords(told, "verify the candidate") : told;
  } finally {
    options.signal?.removeEventListener("abort", stop);
  }
}

/** Reads all files before a server is started. What is under test may be known only when it is. */
async function readFiles(
  options: VerifyOptions,
  cwd: string,
  say: (line: string) => void,
): Promise<(scratch: Scratch) => Promise<Staged | { readonly plan: Plan; readonly copy: null }>> {
  const { from, candidate = null } = options;
  const folder = resolve(cwd, options.folder);
  if (from === undefined) {
    const planned = await plan(folder, cwd, candidate, options);
    if (options.writeDeclaration === true) await refuseWritten(planned, cwd);
    return async () => ({ plan: planned, copy: null });
  }
  const found = await groundOf(folder, cwd, options);
  return async (scratch) => {
    const staged = await stage(found, scratch, from, candidate, cwd, say);
    if (options.writeDeclaration === true) await refuseWritten(staged.plan, cwd);
    return staged;
  };
}

function isSilent({ from, showValues }: VerifyOptions): boolean {
  return from !== undefined && showValues !== true;
}

async function judgeCopy(run: Run, copy: Database, options: VerifyOptions): Promise<Omit<Verification, "close">> {
  const { plan: planned, say } = run;
  const wish = wishOf(options);
  const before = await takeUp(run, copy, wish.seed);
  say(`running the candidate ${planned.split.candidate.map(({ id }) => id).join(", ")} on a copy of ${options.from}`);
  const ran = await runCandidate(run, before);
  return concluded(
    run,
    { before, ran, extremes: "tame", overflow: null },
    { stepwise: false, copied: true },
    wish,
    options,
  );
}

async function judgeOn(run: Run, cwd: string, options: VerifyOptions): Promise<Omit<Verification, "close">> {
  const { plan: planned, scratch, time, say } = run;
  const wish = wishOf(options);
  say(`replaying ${count(planned.split.base.length, "migration")} of ${planned.history.label}`);
  const replay = () => time.time("replay", () => replayBase(planned, scratch, cwd));
  const base = await replay();
  if (isFailure(base)) {
    return { report: baseFailed(scratch.server, planned, wish.seed, base, time.read()), before: null, after: null };
  }
  const tried = await tryCandidate(run, base.database, wish, async () => {
    const again = await replay();
    return isFailure(again) ? null : again.database;
  });
  return concluded(run, tried, { stepwise: base.stepwise, copied: false }, wish, options);
}

async function concluded(
  run: Run,
  tried: Tried,
  origin: Origin,
  wish: SeedWish,
  options: VerifyOptions,
): Promise<Omit<Verification, "close">> {
  const { scratch, time } = run;
  // Nobody chose what stands in a copy.
  const { from, coverage = origin.copied ? "warn" : "error" } = options;
  const really = withoutSkipped(run, tried.ran.passage);
  const gathered = await gather(really, tried, origin, wish, await rehearsed(run, tried, options));
  // Before anything is judged: what is not there cannot be said.
  const evidence = isSilent(options) ? withoutValues(gathered) : gathered;
  const blamed = await time.time("candidate", () => blame(really, tried.before, evidence, judge(evidence)));
  const told = isSilent(options) ? blamed.map(withoutPositions) : blamed;
  const ran = coverage === "warn" ? told.map(lowered) : told;
  const { summary, ...read } = await lintOn(run.plan.tool, evidence.history, evidence.split);
  const findings = readAgainstRan(evidence, ran, { ...read, rules: rulesByCode, statements: really.statements });
  const whole = reportOf(scratch.server, evidence, tried.before.seeded, findings, time.read());
  const stepped = await time.time("candidate", () => withSteps(really, tried.before, evidence, whole));
  const report = { ...stepped, lint: summary, milliseconds: time.read() };
  if (options.writeDeclaration === true) await propose(really, tried, evidence, findings, resolve(options.cwd ?? "."));
  return {
    report: from === undefined ? report : { ...report, from },
    before: tried.before.database,
    after: tried.ran.database,
  };
}

async function rehearsed(run: Run, { before }: Tried, options: VerifyOptions): Promise<Rehearsal | null> {
  if (options.rehearse !== true) return null;
  return run.time.time("downgrade", () => rehearse(run, before, isSilent(options)));
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

function lowered(finding: Finding): Finding {
  return finding.code.startsWith("coverage/") && finding.severity === "error"
    ? { ...finding, severity: "warning" }
    : finding;
}
