import { fileURLToPath } from "node:url";
import type pg from "pg";
import { afterAll, beforeAll, type TestAPI, type TestContext, test } from "vitest";
import { readWishes } from "../config/index.ts";
import { open } from "../database/index.ts";
import type { ConnectionSettings, Database } from "../model/database.ts";
import { type Prepared, prepare } from "../pipeline/prepare.ts";
import { keep } from "./kept.ts";
import { requireOwnRealm } from "./realm.ts";
import { type ScenarioOptions, wishIn } from "./scenario.ts";
import { speaking } from "./spoken.ts";
import { type OpenTemplate, openTemplate } from "./template.ts";

export interface MigratedOptions
  extends Pick<
    ScenarioOptions,
    "migrations" | "seed" | "rows" | "tables" | "never" | "provider" | "postgres" | "image" | "timeout"
  > {
  /** The last migration that runs; by default all run. */
  readonly to?: string;
}

/** How an application connects to a test's database, as the unprivileged role that owns it; as `pg` and most others take it. */
export interface TestDatabase extends ConnectionSettings {
  /** The same as a URL. */
  readonly url: string;
}

export interface MigratedContext {
  readonly database: TestDatabase;
  /** An open connection to it; it is ended after the test. */
  readonly db: pg.Client;
}

const patience = 120_000;
const cleaningUp = 60_000;

/**
 * Makes a `test` whose every test gets a database of its own: a copy of one with the migrations run and every table filled.
 * That one is made once for each worker with the global set-up `holdfast/vitest/setup`, else once for each file.
 */
export function migrated(options: MigratedOptions): TestAPI<MigratedContext> {
  const template = opening(options);
  // Else the first test would have to be patient enough for a server to start. What goes wrong fails the tests that need it.
  beforeAll(() => template.open().then(nothing, nothing), options.timeout ?? patience);
  afterAll(() => template.close(), cleaningUp);
  return test.extend<MigratedContext>({
    async database({ task, onTestFinished }, use) {
      const from = await template.open();
      const database = await from.clone();
      // After the test's own hooks, which may end its connections.
      onTestFinished(() => speaking(giveBack(database, from, { task })), cleaningUp);
      await use({ ...database.settings("owner"), url: urlOf(database.settings("owner")) });
    },
    async db({ database }, use) {
      const client = await open(database);
      await use(client);
      await client.end();
    },
  });
}

function nothing(): void {}

/** One that opens when it is first needed. */
function opening(options: MigratedOptions) {
  let opened: Promise<OpenTemplate> | null = null;
  return {
    open() {
      opened ??= speaking(prepared(options).then((found) => openTemplate(found, wishIn(options))));
      return opened;
    },
    async close() {
      const template = await opened?.catch(() => null);
      opened = null;
      await template?.close();
    },
  };
}

async function prepared(options: MigratedOptions): Promise<Prepared> {
  requireOwnRealm();
  const { migrations, to, seed, rows, tables = {}, never = {} } = options;
  return prepare({
    ...(await readWishes({ tables, never }, "migrated()", process.cwd())),
    wishes: { source: "the options of migrated()", key: null },
    folder: migrations instanceof URL ? fileURLToPath(migrations) : migrations,
    sets: seed === undefined ? [] : [seed].flat(),
    ...(to === undefined ? {} : { to }),
    ...(rows === undefined ? {} : { rows }),
  });
}

async function giveBack(database: Database, from: OpenTemplate, context: Pick<TestContext, "task">): Promise<void> {
  if (keep(context, from.server, { database })) return from.keep();
  // A test that failed may not have come as far as ending its connections.
  if (context.task.result?.state === "fail") return from.server.drop(database);
  return from.server.dropUnused(database);
}

function urlOf({ user, password, host, port, database }: ConnectionSettings): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}`;
}
