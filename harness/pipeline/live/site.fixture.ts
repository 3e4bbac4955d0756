import { join } from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { drizzle as drizzle1 } from "drizzle-orm-1/node-postgres";
import { migrate as migrate1 } from "drizzle-orm-1/node-postgres/migrator";
import pg from "pg";
import { withClient } from "../../database/index.ts";
import type { Database, Server } from "../../model/database.ts";
import { qualified } from "../../sql/quote.ts";
import { install } from "../../tools/drizzle/replay.fixture.ts";
import { inFolders, sound, withFiles } from "../../tools/drizzle/sample.fixture.ts";

/** A project, and a database that stands for its production. */
export interface Site {
  /** Of the project; its migrations are in "drizzle". */
  readonly root: string;
  readonly database: Database;
  /** What every command takes; it replays on the same server. */
  readonly options: {
    readonly folder: string;
    readonly cwd: string;
    readonly url: string;
    readonly server: Server;
  };
  /** As the owner, who deploys. */
  query<Row extends pg.QueryResultRow>(sql: string): Promise<readonly Row[]>;
  /** As superuser. */
  prepare(sql: string): Promise<void>;
  /** What a deploy does: drizzle-orm's own migrator. "ok", or what PostgreSQL said: "42P07: relation …". */
  migrate(): Promise<string>;
  /** All rows of the ledger but for their ids and what the clock says, in order; null where there is no table. */
  ledger(): Promise<readonly unknown[] | null>;
  /** Every row of every table, with the transaction that wrote it. */
  digest(): Promise<unknown>;
}

export interface SiteOptions {
  /** 1 lays the folder out as 1.0 does, and installs drizzle-orm 1.0 in the project. */
  readonly major?: 0 | 1;
  /** Where the ledger is, which is written into drizzle.config.ts. */
  readonly ledger?: { readonly schema: string; readonly table: string };
  /** Further files, by path in the project. */
  readonly beside?: Readonly<Record<string, string>>;
}

const usual = { schema: "drizzle", table: "__drizzle_migrations" };

/** For tests: lends a site with an empty database, for a history given as SQL per migration. */
export async function onSite<Result>(
  server: Server,
  history: Readonly<Record<string, string>>,
  { major = 0, ledger, beside = {} }: SiteOptions,
  use: (site: Site) => Promise<Result>,
): Promise<Result> {
  const migrations = Object.entries(major === 0 ? sound(history) : inFolders(history));
  const config = `export default ${JSON.stringify({ dialect: "postgresql", out: "./drizzle", migrations: ledger })};\n`;
  const files = {
    ...Object.fromEntries(migrations.map(([name, text]) => [`drizzle/${name}`, text])),
    ...(ledger === undefined ? {} : { "drizzle.config.ts": config }),
    ...beside,
  };
  const owner = await server.createOwner();
  const database = await server.create(owner);
  const result = await withFiles(files, async (root) => {
    if (major === 1) await install(root, "drizzle-orm-1");
    return use(siteAt(root, server, database, major, ledger ?? usual));
  });
  await server.drop(database);
  await server.dropOwner(owner);
  return result;
}

function siteAt(root: string, server: Server, database: Database, major: 0 | 1, { schema, table }: typeof usual): Site {
  const name = qualified({ schema, name: table });
  const query: Site["query"] = async (sql) => (await withClient(database, "owner", (client) => client.query(sql))).rows;
  return {
    root,
    database,
    options: { folder: "drizzle", cwd: root, url: urlOf(database), server },
    query,
    prepare: (sql) => withClient(database, "superuser", async (client) => void (await client.query(sql))),
    async migrate() {
      const config = { migrationsFolder: join(root, "drizzle"), migrationsSchema: schema, migrationsTable: table };
      return withClient(database, "owner", async (client) => {
        try {
          if (major === 0) await migrate(drizzle(client), config);
          else await migrate1(drizzle1({ client }), config);
          return "ok";
        } catch (error) {
          const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
          if (cause instanceof pg.DatabaseError) return `${cause.code}: ${cause.message}`;
          throw error;
        }
      });
    },
    async ledger() {
      const [{ there } = { there: null }] = await query<{ there: string | null }>(
        `select to_regclass('${name.replaceAll("'", "''")}')::text as there`,
      );
      if (there === null) return null;
      const rows = await query<{ row: object }>(
        `select to_jsonb(l) - 'id' - 'applied_at' as row from ${name} as l order by id`,
      );
      return rows.map(({ row }) => row);
    },
    async digest() {
      const tables = await query<{ name: string }>(
        "select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace where relkind = 'r' and nspname !~ '^pg_|^information' order by 1",
      );
      const found: unknown[] = [];
      for (const { name } of tables) {
        found.push([name, await query(`select xmin::text, t::text from ${name} as t order by 2`)]);
      }
      return found;
    },
  };
}

/** What a user would give for the database. */
export function urlOf(database: Database, as: "owner" | "superuser" = "owner"): string {
  const { user, password, host, port, database: name } = database.settings(as);
  return `postgres://${user}:${password}@${host}:${port}/${name}`;
}
