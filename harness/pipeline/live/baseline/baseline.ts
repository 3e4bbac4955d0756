import { resolve } from "node:path";
import { readAddress } from "../../../database/index.ts";
import { HarnessError } from "../../../model/error.ts";
import type { Finding } from "../../../model/finding.ts";
import type { BaselineReport } from "../../../model/live-report.ts";
import { count } from "../../../text/count.ts";
import { withoutPasswordsIn } from "../../../text/secrets.ts";
import { type Clock, clock } from "../../clock.ts";
import { type Ground, groundOf } from "../../plan.ts";
import { onScratch } from "../../replayed/on-scratch.ts";
import { replayState, type State } from "../../replayed/states.ts";
import { sayer } from "../../sayer.ts";
import { configUnread } from "../config-unread.ts";
import { requireConfirmed } from "../confirmed.ts";
import { type Look, lookAt } from "../look.ts";
import type { LiveOptions } from "../options.ts";
import { reportedHistory, reportedLedger, reportedLive } from "../reported.ts";
import { upTo } from "../up-to.ts";
import { entriesOf } from "./entries.ts";
import { type BaselinePlan, planRows } from "./plan-rows.ts";
import { proof } from "./proof.ts";
import { writeRows } from "./write-rows.ts";

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
 * @throws {HarnessError} input: address, history or confirmation, or a ledger without rows of migrations; environment: a
 *   server is not to be had, or another session holds the ledger.
 */
export async function baseline(options: BaselineOptions): Promise<BaselineReport> {
  const time = clock();
  const cwd = resolve(options.cwd ?? ".");
  const ground = await groundOf(resolve(cwd, options.folder), cwd, options);
  requireRows(ground, options.to);
  const migrations = upTo(ground.history, options.to);
  const target = await readAddress(options.url, process.env);
  const look = await time.time("capture", () => lookAt(target, ground, options));
  requireConfirmed(look, options.confirm);
  return onScratch(look.server.major, options, time, async (scratch) => {
    sayer(options)(`replaying ${count(migrations.length, "migration")} of ${ground.history.label}`);
    const bench = { ground, scratch, cwd };
    const state = await time.time("replay", () => replayState(bench, migrations));
    const about = { ground, look, to: options.to, state, time };
    const differences = await time.time("replay", () => proof(bench, look, migrations, state));
    if (isRefused(differences)) return report({ ...about, plan: null, findings: differences, verdict: "refused" });
    const plan = await planRows(ground, look, migrations, await entriesOf(ground, state.database), Date.now());
    const findings = [...plan.findings, ...configUnread(ground), ...differences];
    const end = (verdict: BaselineReport["verdict"]) => report({ ...about, plan, findings, verdict });
    if (isRefused(findings)) return end("refused");
    if (plan.entries.length === 0) return end("unchanged");
    if (options.confirm === undefined) return end("unconfirmed");
    await time.time("capture", () => writeRows({ ground, look, state, plan }));
    return end("recorded");
  });
}

/** @throws {HarnessError} input/no-rows: the ledger has no row for each migration, only how far it came */
function requireRows({ tool, history }: Ground, to: string): void {
  if (tool.guarded.habit === "append") return;
  throw new HarnessError({
    kind: "input",
    code: "input/no-rows",
    step: "record the migrations",
    message: `The ledger of ${tool.name} keeps no row for each migration, only how far it came: there are none to write.`,
    remedy: `See that \`holdfast drift ${history.label} --to ${to}\` says equal, then record it by the tool itself: ${tool.name} stamp ${to}`,
  });
}

function isRefused(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "error");
}

/** How it ended, and all that is said of it. */
interface End {
  readonly ground: Ground;
  readonly look: Look;
  readonly to: string;
  readonly state: State;
  /** Null where the schema differs already. */
  readonly plan: BaselinePlan | null;
  readonly findings: readonly Finding[];
  readonly verdict: BaselineReport["verdict"];
  readonly time: Clock;
}

function report({ ground, look, to, state, plan, findings, verdict, time }: End): BaselineReport {
  const { server, replay, capture, total } = time.read();
  const written = verdict === "recorded";
  return withoutPasswordsIn({
    schemaVersion: 1,
    command: "baseline",
    verdict,
    live: reportedLive(look),
    history: reportedHistory(ground),
    to,
    migrator: state.migrator ?? "",
    ledger: { ...reportedLedger(look.ledger), makes: plan?.makes ?? [] },
    rows: (plan?.rows ?? []).map((row) => (written && row.state === "to write" ? { ...row, state: "written" } : row)),
    next: plan?.next ?? null,
    findings,
    milliseconds: { server, replay, capture, total },
  });
}
