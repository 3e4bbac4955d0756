import { resolve } from "node:path";
import { readAddress } from "../../../database/index.ts";
import type { Claim, Prediction } from "../../../model/ledger.ts";
import type { ReportedMigration, StatusReport } from "../../../model/live-report.ts";
import type { MigrationEffect } from "../../../model/schema.ts";
import { count } from "../../../text/count.ts";
import { withoutPasswordsIn } from "../../../text/secrets.ts";
import { type Clock, clock } from "../../clock.ts";
import { type Ground, groundOf } from "../../plan.ts";
import { onScratch } from "../../replayed/on-scratch.ts";
import { sayer } from "../../sayer.ts";
import type { Scratch } from "../../scratch.ts";
import { type Look, lookAt } from "../look.ts";
import type { LiveOptions } from "../options.ts";
import { reportedHistory, reportedLedger, reportedLive } from "../reported.ts";
import { type Compared, compareStates } from "./effects.ts";
import { statusFindings } from "./findings.ts";

export interface StatusOptions extends LiveOptions {
  /** The migrations folder. */
  readonly folder: string;
  /** false: files and ledger only; what is recorded is not held against the schema. */
  readonly replay?: boolean;
}

/**
 * Says of each migration what the ledger claims, what the schema shows, and what the next run of the migrator would do.
 *
 * The live database is only read, in one transaction.
 * @throws {HarnessError} input: address or history cannot be read; environment: a server is not to be had.
 */
export async function status(options: StatusOptions): Promise<StatusReport> {
  const time = clock();
  const cwd = resolve(options.cwd ?? ".");
  const target = await readAddress(options.url, process.env);
  const ground = await groundOf(resolve(cwd, options.folder), cwd, options);
  const look = await time.time("capture", () => lookAt(target, ground, { ...options, alike: true }));
  const claims = ground.tool.claims(ground.history, look.ledger);
  const say = sayer(options);
  const compare = (scratch: Scratch) => {
    say(`replaying ${count(ground.history.migrations.length, "migration")} of ${ground.history.label}`);
    return time.time("replay", () => compareStates({ ground, scratch, cwd }, look, claims, say));
  };
  const compared = options.replay === false ? null : await onScratch(look.server.major, options, time, compare);
  return reportOf(ground, look, claims, compared, time);
}

export function reportOf(
  ground: Ground,
  look: Look,
  claims: readonly Claim[],
  compared: Compared | null,
  time: Clock,
): StatusReport {
  const { tool, history } = ground;
  const { ledger } = look;
  const next = tool.predict(history, ledger);
  const upgrade = tool.upgrade(history, ledger);
  const migrations = claims.map((claim) => reported(claim, compared, next));
  const findings = statusFindings({ ground, look, claims, migrations, next, upgrade, compared, now: Date.now() });
  const { server, replay, capture, total } = time.read();
  return withoutPasswordsIn({
    schemaVersion: 1,
    command: "status",
    verdict: verdictOf(findings, migrations, compared),
    live: reportedLive(look),
    history: reportedHistory(ground),
    ledger: reportedLedger(ledger),
    migrations,
    next,
    upgrade,
    otherLedgers: look.others,
    nearest: compared?.nearest ?? null,
    replayedOn: compared?.replayedOn ?? null,
    findings,
    milliseconds: { server, replay, capture, total },
  });
}

function reported(claim: Claim, compared: Compared | null, next: Prediction): ReportedMigration {
  const { migration, rows } = claim;
  const effect = effectOf(compared, migration);
  const isRecorded = rows.length > 0;
  return {
    migration,
    rows: rows.map(({ id }) => id),
    ledger: !isRecorded && effect?.effect === "part" ? "failed" : claim.state,
    schema: effect?.effect ?? null,
    next: nextOf(migration, next),
  };
}

export function effectOf(compared: Compared | null, migration: string | null): MigrationEffect | null {
  return compared?.effects.find((effect) => effect.migration === migration) ?? null;
}

function nextOf(migration: string | null, next: Prediction): ReportedMigration["next"] {
  if (migration === null) return null;
  if (next.rerun.includes(migration)) return "reruns";
  if (next.runs.includes(migration)) return "runs";
  return next.skipped.some((one) => one.migration === migration) ? "skipped" : null;
}

function verdictOf(
  findings: StatusReport["findings"],
  migrations: readonly ReportedMigration[],
  compared: Compared | null,
): StatusReport["verdict"] {
  const errors = findings.filter(({ severity }) => severity === "error");
  // That the history does not replay says nothing of the ledger.
  if (errors.some(({ code }) => code !== "history/replay-failed")) return "untrue";
  if (compared === null || !compared.exact || compared.failure !== null) return "unproven";
  return migrations.every(({ ledger }) => ledger === "applied" || ledger === "edited") ? "applied" : "behind";
}
