import { fileURLToPath } from "node:url";
import type pg from "pg";
import { expect, type TestContext, test } from "vitest";
import { readWishes } from "../config/index.ts";
import { connect } from "../database/index.ts";
import type { SeedConfig } from "../model/config.ts";
import type { Database, ProviderName } from "../model/database.ts";
import type { GuardSetting } from "../model/guard.ts";
import type { Report } from "../model/report.ts";
import type { SeedSet } from "../model/seed.ts";
import { type Verification, type VerifyOptions, verify } from "../pipeline/verify.ts";
import { clean } from "../report/clean.ts";
import { type Borrowed, borrow, ownServer } from "./borrow.ts";
import type { ServerWish } from "./desk.ts";
import { keep } from "./kept.ts";
import { unusable } from "./lookup.ts";
import { requireOwnRealm } from "./realm.ts";
import { speaking } from "./spoken.ts";

export interface ScenarioOptions {
  /** The migrations folder: a URL, as in `new URL("./migrations", import.meta.url)`, or a path from the working folder. */
  readonly migrations: URL | string;
  /** `ID` or `ID..ID`: from that migration to the second, or to the end, as one deploy. By default the last one. */
  readonly candidate?: string;
  /** The candidate is what this git ref does not have. */
  readonly base?: string;
  /** Representative rows, which generated ones complete. */
  readonly seed?: SeedSet | readonly SeedSet[];
  /** Rows per table; by default 200. */
  readonly rows?: number;
  /** Keyed "schema.table": rows, values of columns, or SQL, as in holdfast.config.ts; paths are from the working folder. */
  readonly tables?: NonNullable<SeedConfig["tables"]>;
  /** Values that production cannot hold, as in holdfast.config.ts. */
  readonly never?: NonNullable<SeedConfig["never"]>;
  readonly provider?: "auto" | ProviderName;
  /** The server's major version, e.g. "16". */
  readonly postgres?: string;
  /** A container image of PostgreSQL. */
  readonly image?: string;
  /** "installed": what stands before the candidate has the guard, as a guarded production does. By default "none". */
  readonly guard?: GuardSetting;
  /** Also dump what stands before the candidate, and restore it afterwards. */
  readonly rehearse?: boolean;
  /** "warn" lets a run pass whose columns could not all show a loss. */
  readonly coverage?: "error" | "warn";
  /** Milliseconds for everything, the start of the server included; by default 120,000. */
  readonly timeout?: number;
}

export interface ScenarioContext {
  readonly report: Report;
  /** The database at the base, with rows; connected as superuser. */
  readonly before: pg.Client;
  /** The database after the candidate, or half way when it failed; connected as superuser. */
  readonly after: pg.Client;
}

export type ScenarioBody = (context: ScenarioContext) => void | Promise<void>;

const patience = 120_000;
const cleaningUp = 60_000;

/**
 * Registers a test that verifies a candidate: on the server of its worker with the global set-up `holdfast/vitest/setup`, else on one of
 * its own, as where it names a provider, version or image that the set-up does not have, or rehearses a restore.
 *
 * @param body What must hold. Without one, the report must be safe. A base that does not replay fails the test
 *   before the body runs.
 */
export const scenario = Object.assign(registering(test), {
  skip: registering(test.skip),
  only: registering(test.only),
});

type Register = (name: string, options: { timeout: number }, run: (context: TestContext) => Promise<void>) => void;

function registering(register: Register): (name: string, options: ScenarioOptions, body?: ScenarioBody) => void {
  return (name, options, body) =>
    register(name, { timeout: options.timeout ?? patience }, (context) => run(options, body, context));
}

async function run(options: ScenarioOptions, body: ScenarioBody | undefined, context: TestContext): Promise<void> {
  const { report, before, after } = await speaking(verified(options, context));
  if (body === undefined || before === null || after === null) return expect(report).toBeSafe();
  await body({ report, before: await openFor(context, before), after: await openFor(context, after) });
}

/** Verifies on a server that goes back when the test is over, and takes with it what still runs on it. */
async function verified(options: ScenarioOptions, context: TestContext): Promise<Verification> {
  const wanted = await asVerifyOptions(options);
  let borrowing: Promise<Borrowed> | null = null;
  let found: Verification | null = null;
  let doing = "waiting for its server";
  const giveBack = async () => {
    const borrowed = (await borrowing?.catch(() => null)) ?? null;
    await borrowed?.end(found !== null && isKept(context, borrowed, found));
  };
  context.onTestFinished(giveBack, cleaningUp);
  // After a timeout, the run goes on; without its server, it soon ends.
  context.signal.addEventListener("abort", () => {
    if (found !== null) return;
    console.warn(stopped(context, doing));
    void giveBack().catch(() => undefined);
  });
  const server = async () => {
    context.signal.throwIfAborted();
    // Only who started a container can run pg_dump in it.
    borrowing = options.rehearse === true ? ownServer(wishIn(options)) : borrow(wishIn(options));
    return (await borrowing).server;
  };
  const say = (line: string) => {
    doing = line;
  };
  found = await verify({ ...wanted, server, say });
  return found;
}

/** Vitest says only that the time was over, and of no option of ours. */
function stopped({ task }: TestContext, doing: string): string {
  return clean(`holdfast: "${task.name}" was stopped while ${doing}; its option \`timeout\` gives it more time`);
}

function isKept(context: TestContext, { server }: Borrowed, { before, after }: Verification): boolean {
  return before !== null && after !== null && keep(context, server, { before, after });
}

/** The server that options name, as far as they do. */
export function wishIn({ provider, postgres, image }: ServerWish): ServerWish {
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(postgres === undefined ? {} : { postgres }),
    ...(image === undefined ? {} : { image }),
  };
}

async function openFor({ onTestFinished }: TestContext, database: Database): Promise<pg.Client> {
  const client = await connect(database, "superuser");
  // Hooks run in reverse order: connections end before their server does.
  onTestFinished(() => client.end());
  return client;
}

async function asVerifyOptions(options: ScenarioOptions): Promise<VerifyOptions> {
  requireOwnRealm();
  const { migrations, candidate, base, seed, tables = {}, never = {}, timeout, ...same } = options;
  if (candidate !== undefined && base !== undefined) {
    throw unusable("input/usage", "candidate and base exclude each other.", "Give one of them.");
  }
  return {
    ...same,
    ...(await readWishes({ tables, never }, "scenario()", process.cwd())),
    wishes: { source: "the scenario's options", key: null },
    folder: migrations instanceof URL ? fileURLToPath(migrations) : migrations,
    candidate: candidate !== undefined ? { candidate } : base !== undefined ? { base } : null,
    sets: seed === undefined ? [] : [seed].flat(),
  };
}
