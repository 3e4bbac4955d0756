import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { testServer } from "../../database/test-server.fixture.ts";
import type { ConnectionSettings, Server } from "../../model/database.ts";
import { install } from "../../tools/drizzle/replay.fixture.ts";

/** For tests: an empty database of a project, whose owner deploys. */
export interface Site {
  readonly settings: ConnectionSettings;
  readonly name: string;
  /** Ends with the test. */
  client(): Promise<pg.Client>;
  pool(more?: pg.PoolConfig): pg.Pool;
  /** All values of all rows, one after the other; also of statements that give none. */
  ask(sql: string): Promise<unknown[]>;
  /** Every row of every table, ledger and all, and what tables there are: in one text. */
  digest(): Promise<string>;
}

/** For tests: a server for the file, and sites on it. */
export function sites(): () => Promise<Site> {
  let server: Server;
  let owner: string;
  beforeAll(async () => {
    server = await testServer();
    owner = await server.createOwner();
  });
  afterAll(() => server.stop());
  return async () => {
    const database = await server.create(owner);
    onTestFinished(() => server.drop(database));
    return siteAt(database.settings("owner"));
  };
}

async function siteAt(settings: ConnectionSettings): Promise<Site> {
  const client = async () => {
    const opened = new pg.Client(settings);
    opened.on("error", () => undefined);
    await opened.connect();
    onTestFinished(() => opened.end());
    return opened;
  };
  const own = await client();
  const ask = async (sql: string) => {
    const results = await own.query({ text: sql, rowMode: "array" });
    return [results].flat().flatMap(({ rows }) => rows.flat());
  };
  return {
    settings,
    name: settings.database,
    client,
    pool(more) {
      const pool = new pg.Pool({ ...settings, ...more });
      pool.on("error", () => undefined);
      onTestFinished(() => pool.end());
      return pool;
    },
    ask,
    async digest() {
      const tables = await ask(
        `select format('%I.%I', nspname, relname) from pg_class join pg_namespace n on n.oid = relnamespace
          where relkind = 'r' and nspname !~ '^pg_|^information_schema$' order by 1`,
      );
      const rows: unknown[] = [];
      for (const table of tables) rows.push(await ask(`select held::text from ${table} held order by 1`));
      return JSON.stringify([tables, rows]);
    },
  };
}

/** For tests: the migrations folder of a build, which goes with the test; its drizzle-orm is beside it. */
export async function build(files: Readonly<Record<string, string>>, major: 0 | 1 = 0): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-build-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, "db", name)), { recursive: true });
    await writeFile(join(root, "db", name), text);
  }
  await install(root, major === 0 ? "drizzle-orm" : "drizzle-orm-1");
  return join(root, "db");
}

/** For tests: a table, and what shows in it how often it ran. */
export const points = {
  "0000_points": "create table points (n numeric); insert into points values (1)",
  "0001_double": "update points set n = n * 2",
} as const;
