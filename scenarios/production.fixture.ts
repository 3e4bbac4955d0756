import { readFile } from "node:fs/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzle1 } from "drizzle-orm-1/node-postgres";
import { migrate as migrate1 } from "drizzle-orm-1/node-postgres/migrator";
import pg from "pg";
import { afterAll } from "vitest";
import { startTestServer } from "../harness/database/test-server.fixture.ts";

/** Rows by table: how many, and what stands in the columns that are named. */
export type Digest = Readonly<
  Record<string, { readonly columns: readonly string[]; readonly rows: number; readonly md5: string }>
>;

export interface MigrateOptions {
  /** 1 runs drizzle-orm 1.0 on folders of 1.0. */
  readonly major?: 0 | 1;
  readonly schema?: string;
  readonly table?: string;
}

type Server = Awaited<ReturnType<typeof startTestServer>>;
type Made = Awaited<ReturnType<Server["create"]>>;

/** A database that stands for a project's production; its owner is an ordinary role. */
export interface Production {
  readonly name: string;
  /** The server that it is on; given as `server`, the commands replay there as well, and start none of their own. */
  readonly server: Server;
  /** As the server knows it. */
  readonly database: Made;
  /** For its owner, who deploys. */
  readonly url: string;
  /** For the server's superuser. */
  readonly adminUrl: string;
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs a file of SQL as one text, on a connection of its own. */
  run(file: URL): Promise<void>;
  /** What a deploy does: drizzle-orm's own migrator. "ok", or what PostgreSQL said: "42P07: relation …". */
  migrate(folder: string, options?: MigrateOptions): Promise<string>;
  /**
   * Every row of every table but ledgers, summed up without a word of the harness.
   *
   * @param like an earlier one: its tables and columns, as far as they are still there
   */
  digest(like?: Digest): Promise<Digest>;
}

/** A server for the test file, which starts with the first database that is made on it. */
export function productionServer(): () => Promise<Production> {
  let server: Promise<Server> | undefined;
  const open: pg.Client[] = [];
  afterAll(async () => {
    for (const client of open) await client.end();
    await (await server)?.stop();
  });
  return async () => {
    server ??= startTestServer();
    const started = await server;
    const made = await started.create(await started.createOwner());
    const url = addressOf(made.settings("owner"));
    const client = new pg.Client(url);
    await client.connect();
    open.push(client);
    return productionOn(started, client, made, url);
  };
}

function addressOf({ user, password, host, port, database }: ReturnType<Made["settings"]>): string {
  return `postgres://${user}:${password}@${host}:${port}/${database}`;
}

function productionOn(server: Server, client: pg.Client, made: Made, url: string): Production {
  return {
    name: made.name,
    server,
    database: made,
    url,
    adminUrl: addressOf(made.settings("superuser")),
    query: async (text, values = []) => (await client.query(text, [...values])).rows,
    async run(file) {
      const own = new pg.Client(url);
      await own.connect();
      try {
        await own.query(await readFile(file, "utf8"));
      } finally {
        await own.end();
      }
    },
    async migrate(folder, { major = 0, schema = "drizzle", table = "__drizzle_migrations" } = {}) {
      const config = { migrationsFolder: folder, migrationsSchema: schema, migrationsTable: table };
      try {
        if (major === 0) await migrate(drizzle(client), config);
        else await migrate1(drizzle1({ client }), config);
        return "ok";
      } catch (error) {
        return whatWasSaid(error);
      }
    },
    async digest(like) {
      const found: Record<string, Digest[string]> = {};
      for (const [table, columns] of await columnsOf(client, like)) {
        const { rows } = await client.query<{ rows: number; md5: string }>(
          `SELECT count(*)::int AS rows, coalesce(md5(string_agg(line, '|' ORDER BY line COLLATE "C")), '') AS md5
             FROM (SELECT ROW(${columns.map(quoted).join(", ")})::text AS line FROM ${table}) AS lines`,
        );
        if (rows[0] !== undefined) found[table] = { columns, ...rows[0] };
      }
      return found;
    },
  };
}

/** drizzle-orm wraps what PostgreSQL says, and says the statement in its place. */
function whatWasSaid(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof pg.DatabaseError) return `${cause.code}: ${cause.message}`;
  throw error;
}

async function columnsOf(client: pg.Client, like?: Digest): Promise<readonly (readonly [string, readonly string[]])[]> {
  const { rows } = await client.query<{ schema: string; table: string; columns: string[] }>(
    `SELECT nspname AS schema, relname AS table, array_agg(attname::text ORDER BY attname COLLATE "C") AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace JOIN pg_attribute a ON attrelid = c.oid
      WHERE relkind = 'r' AND nspname !~ '^pg_|^information_schema$' AND relname !~ 'migrations$'
        AND attnum > 0 AND NOT attisdropped
      GROUP BY 1, 2 ORDER BY nspname COLLATE "C", relname COLLATE "C"`,
  );
  const all = rows.map(({ schema, table, columns }) => [`${quoted(schema)}.${quoted(table)}`, columns] as const);
  if (like === undefined) return all;
  return all
    .filter(([table]) => table in like)
    .map(([table, columns]) => [table, columns.filter((column) => like[table]?.columns.includes(column))]);
}

function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
