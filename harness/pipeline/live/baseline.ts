import { resolve } from "node:path";
import { readAddress } from "../../database/index.ts";
import { HarnessError } from "../../model/error.ts";
import type { Finding } from "../../model/finding.ts";
import type { Migration } from "../../model/history.ts";
import type { BaselineReport } from "../../model/live-report.ts";
import { compareSchemas } from "../../schema/index.ts";
import { count } from "../../text/count.ts";
import { type Clock, clock } from "../clock.ts";
import { type Ground, ground } from "../plan.ts";
import { entriesOf } from "./baseline-entries.ts";
import { type BaselinePlan, planRows } from "./baseline-plan.ts";
import { writeRows } from "./baseline-write.ts";
import { configUnread } from "./config-unread.ts";
import { driftFindings, trace } from "./differences.ts";
import { upTo } from "./held-against.ts";
import { type Look, liveSchema, lookAt, reportedHistory, reportedLedger, reportedLive } from "./look.ts";
import { onScratch, sayer } from "./on-scratch.ts";
import type { LiveOptions } from "./options.ts";
import { replayFailed } from "./replay-failed.ts";
import { type Bench, replayState, replayStates, type State } from "./states.ts";

export interface BaselineOptions extends LiveOptions {
  /** The migrations folder. */
  readonly folder: string;
  /** The last migration that the database is claimed to have. */
  readonly to: string;
  /** The database's name: without it, nothing is written. */
  readonly confirm?: string;
}

/**
 * Records migrations as applied on a database that has proven to have all that they make. No migration is run on it.
 *
 * @throws {HarnessError} input: address, history or confirmation; environment: a server is not to be had, or another
 *   session holds the ledger.
 */
export async function baseline(options: BaselineOptions): Promise<BaselineReport> {
  const time = clock();
  const cwd = resolve(options.cwd ?? ".");
  const held = await ground(resolve(cwd, options.folder), cwd, options);
  const migrations = upTo(held.history, options.to);
  const target = await readAddress(options.url, process.env);
  const look = await time.time("capture", () => lookAt(target, held, options));
  requireConfirmed(look, options.confirm);
  return onScratch(look.server.major, options, time, "replay the history", async (scratch) => {
    sayer(options)(`replaying ${count(migrations.length, "migration")} of ${held.history.label}`);
    const bench = { ground: held, scratch, cwd };
    const state = await time.time("replay", () => replayState(bench, migrations));
    const differences = await time.time("replay", () => proof(bench, look, migrations, state));
    if (isRefused(differences)) return report(held, look, options.to, state, null, differences, "refused", time);
    const plan = await planRows(held, look, migrations, await entriesOf(held, state.database), Date.now());
    const findings = [...plan.findings, ...configUnread(held), ...differences];
    const end = (verdict: BaselineReport["verdict"]) =>
      report(held, look, options.to, state, plan, findings, verdict, time);
    if (isRefused(findings)) return end("refused");
    if (plan.entries.length === 0) return end("unchanged");
    if (options.confirm === undefined) return end("unconfirmed");
    await time.time("capture", () => writeRows({ ground: held, look, state, plan }));
    return end("recorded");
  });
}

/** @throws {HarnessError} input/confirm: another database is connected to than the one that is meant */
function requireConfirmed({ server, target }: Look, confirm: string | undefined): void {
  if (confirm === undefined || confirm === server.database) return;
  throw new HarnessError({
    kind: "input",
    code: "input/confirm",
    step: "confirm the database",
    message: `The database at ${target.shown} is ${server.database}, and not ${confirm}.`,
    remedy: "Nothing was written. Give the URL of the database that you mean, or its name: --confirm NAME.",
  });
}

/** Equal schemas prove that everything was applied; anything else is told. */
async function proof(
  bench: Bench,
  look: Look,
  migrations: readonly Migration[],
  { failure, last, made }: State,
): Promise<readonly Finding[]> {
  if (failure !== null) return [replayFailed(failure, bench.ground.history.label)];
  const live = liveSchema(look, made);
  const exact = live.postgres === last.postgres;
  const differences = await trace(compareSchemas(live, last, { exact }), {
    trace: async () => (await replayStates(bench, migrations)).chains.madeBy,
  });
  return [
    ...(exact ? [] : [otherMajor(live.postgres, last.postgres)]),
    ...driftFindings(differences, { live: "production", other: "the history" }),
  ];
}

function otherMajor(live: number, scratch: number): Finding {
  return {
    code: "baseline/other-major",
    severity: "error",
    object: "server",
    message: `The database is on PostgreSQL ${live}, and the history was replayed on ${scratch}: that proves nothing.`,
    remedy: `Let it be replayed on PostgreSQL ${live}: --postgres ${live} or --image, with a container runtime.`,
  };
}

function isRefused(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}

function report(
  held: Ground,
  look: Look,
  to: string,
  state: State,
  plan: BaselinePlan | null,
  findings: readonly Finding[],
  verdict: BaselineReport["verdict"],
  time: Clock,
): BaselineReport {
  const { server, replay, capture, total } = time.read();
  const ledger = look.ledger;
  const written = verdict === "recorded";
  return {
    schemaVersion: 1,
    command: "baseline",
    verdict,
    live: reportedLive(look),
    history: reportedHistory(held),
    to,
    migrator: state.migrator ?? "",
    ledger: { ...reportedLedger(ledger), makes: plan?.makes ?? [] },
    rows: (plan?.rows ?? []).map((row) => (written && row.state === "to write" ? { ...row, state: "written" } : row)),
    next: plan?.next ?? null,
    findings,
    milliseconds: { server, replay, capture, total },
  };
}
