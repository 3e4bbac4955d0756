import { relative, resolve } from "node:path";
import { readSchemaFile } from "../../../config/index.ts";
import { readAddress } from "../../../database/index.ts";
import { HarnessError } from "../../../model/error.ts";
import type { DriftReport } from "../../../model/live-report.ts";
import { account, compareSchemas } from "../../../schema/index.ts";
import { withoutPasswordsIn } from "../../../text/secrets.ts";
import { type Clock, clock } from "../../clock.ts";
import { type Ground, groundOf } from "../../plan.ts";
import { onScratch } from "../../replayed/on-scratch.ts";
import { replayFailed } from "../../replayed/replay-failed.ts";
import { sayer } from "../../sayer.ts";
import { configUnread } from "../config-unread.ts";
import { lookAt } from "../look.ts";
import type { LiveOptions } from "../options.ts";
import { upTo } from "../up-to.ts";
import { driftFindings, trace } from "./differences.ts";
import { againstFile, againstHistory, type Held } from "./held-against.ts";
import { ofDatabase, ofFile, type Production } from "./production.ts";

/** At least one of `url` and `snapshot`; with both, the database is held against the file, and nothing is replayed. */
export interface DriftOptions extends Omit<LiveOptions, "url"> {
  /** The migrations folder. */
  readonly folder: string;
  readonly url?: string;
  /** A file that `snapshot` wrote, from `cwd`. */
  readonly snapshot?: string;
  /** The last migration of the history to compare with; by default what the ledger claims. */
  readonly to?: string;
  /** Names of schemas, tables and other objects whose differences do not matter. */
  readonly ignore?: readonly string[];
}

/**
 * Tells what production has and the history would not rebuild, and the reverse.
 *
 * @throws {HarnessError} input: address, file or history cannot be read; environment: a server is not to be had.
 */
export async function drift(options: DriftOptions): Promise<DriftReport> {
  const time = clock();
  const cwd = resolve(options.cwd ?? ".");
  const { url, snapshot, to = null, ignore = [] } = options;
  if (url !== undefined && snapshot !== undefined && to !== null) throw notOfHistory();
  const ground = await groundOf(resolve(cwd, options.folder), cwd, options);
  if (to !== null) upTo(ground.history, to);
  const file = snapshot === undefined ? null : await readSchemaFile(resolve(cwd, snapshot), label(snapshot, cwd));
  const target = url === undefined ? null : await readAddress(url, process.env);
  const live = target === null ? null : ofDatabase(await time.time("capture", () => lookAt(target, ground, options)));
  const done = (production: Production, held: Held) => report(ground, production, held, ignore, time);
  if (live !== null && file !== null) return done(live, againstFile(file));
  const production = live ?? (file === null ? null : ofFile(file, ground));
  if (production === null) throw nothingToCompare();
  return onScratch(production.major, options, time, async (scratch) => {
    sayer(options)(`replaying ${ground.history.label}`);
    const held = await time.time("replay", () => againstHistory({ ground, scratch, cwd }, production, to));
    return done(production, held);
  });
}

function label(path: string, cwd: string): string {
  return relative(cwd, resolve(cwd, path)).replaceAll("\\", "/");
}

async function report(
  ground: Ground,
  production: Production,
  held: Held,
  ignore: readonly string[],
  time: Clock,
): Promise<DriftReport> {
  const { schema, leftOut } = production.read(held.made);
  const other = production.comparable(held.schema);
  const exact = schema.postgres === other.postgres;
  const differences = compareSchemas(schema, other, { ignore });
  const traced = await time.time("replay", () => trace(differences, held));
  const { against, failure, without } = held;
  const sides = {
    live: "snapshot" in production.reported ? production.reported.snapshot : "production",
    other: "snapshot" in against ? against.snapshot : "the history",
    isReviewed: "snapshot" in against,
  };
  const findings = [
    ...(failure === null || !("folder" in against) ? [] : [replayFailed(failure, against.folder, without)]),
    ...driftFindings(traced, sides),
    ...configUnread(ground),
  ];
  const { server, replay, capture, total } = time.read();
  return withoutPasswordsIn({
    schemaVersion: 1,
    command: "drift",
    verdict: findings.some(({ severity }) => severity === "error") ? "drifted" : "equal",
    live: production.reported,
    against,
    exact,
    ...account(differences, schema, leftOut),
    differences: traced,
    findings,
    milliseconds: { server, replay, capture, total },
  });
}

function notOfHistory(): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/usage",
    step: "read the options",
    message: "--to names a migration, and a database that is held against a file is not held against the history.",
    remedy: "Leave --to out; or leave --url or --snapshot out, and the other one is held against the history.",
  });
}

function nothingToCompare(): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/usage",
    step: "read the options",
    message: "There is nothing to compare with: neither a database nor a schema file was given.",
    remedy: "Give one of them: --url postgres://… or env:NAME, or --snapshot FILE.",
  });
}
