import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type pg from "pg";
import { HarnessError } from "../../model/error.ts";

/** What of a `pg.Client` a migrator uses. */
export type Session = Pick<pg.Client, "query">;

export interface MigratorConfig {
  readonly migrationsFolder: string;
  readonly migrationsSchema: string;
  readonly migrationsTable: string;
}

/** A drizzle-orm that can migrate. */
export interface Migrator {
  /** For people: "drizzle-orm 0.45.4 of the project". */
  readonly name: string;
  migrate(session: Session, config: MigratorConfig): Promise<void>;
}

type Require = ReturnType<typeof createRequire>;

/** The parts of drizzle-orm's modules that are called here. */
interface NodePostgres {
  drizzle(client: Session): unknown;
}
interface NodePostgresMigrator {
  migrate(database: unknown, config: MigratorConfig): Promise<void>;
}
interface Dialect {
  sqlToQuery(sql: unknown): { readonly sql: string; readonly params: unknown[] };
  migrate(migrations: unknown, session: unknown, config: MigratorConfig): Promise<void>;
}
interface Core {
  readonly PgDialect: new () => Dialect;
}
interface Reader {
  readMigrationFiles(config: MigratorConfig): unknown;
}

/**
 * Finds the drizzle-orm that the project migrates with: the one that is installed for the folder, else ours.
 *
 * @throws {HarnessError} input: the project's is 1.0 or later, which refuses a journal; environment: there is none, or it
 *   does not load.
 */
export function findMigrator(folder: string): Migrator {
  const project = createRequire(join(folder, "_"));
  const own = createRequire(import.meta.url);
  const tried: string[] = [];
  for (const [require, whose] of [
    [project, "of the project"],
    [own, "of holdfast"],
  ] as const) {
    const version = versionOf(require);
    if (version === null) {
      tried.push(`drizzle-orm ${whose}: not installed`);
      continue;
    }
    const name = `drizzle-orm ${version} ${whose}`;
    if (Number.parseInt(version, 10) >= 1) throw tooNew(name);
    return { name, migrate: load(name, require) };
  }
  throw new HarnessError({
    kind: "environment",
    code: "environment/no-drizzle-orm",
    step: "replay the migrations",
    message: "No drizzle-orm was found to run the migrations with.",
    tried,
    remedy: "Install the drizzle-orm that the project is deployed with: npm install drizzle-orm.",
  });
}

/** Null where there is none. Its package.json is not among what it exports, so it is looked for above a file that is. */
function versionOf(require: Require): string | null {
  try {
    for (let at = require.resolve("drizzle-orm/node-postgres/migrator"); dirname(at) !== at; at = dirname(at)) {
      const file = join(dirname(at), "package.json");
      const { name, version }: Manifest = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
      if (name === "drizzle-orm" && typeof version === "string") return version;
    }
    return null;
  } catch {
    return null;
  }
}

interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
}

function tooNew(name: string): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/drizzle-version-mismatch",
    step: "replay the migrations",
    message: `${name} does not run a folder with meta/_journal.json.`,
    remedy:
      "Install the drizzle-orm 0.x that wrote the folder, or convert the folder with `drizzle-kit up`; the layout of 1.0 is not supported yet.",
  });
}

function load(name: string, require: Require): Migrator["migrate"] {
  try {
    return migrateWith(require);
  } catch (cause) {
    throw new HarnessError({
      kind: "environment",
      code: "environment/drizzle-orm-broken",
      step: "replay the migrations",
      message: `${name} is installed, but does not load.`,
      remedy: "Install the project's dependencies again.",
      cause,
    });
  }
}

function migrateWith(require: Require): Migrator["migrate"] {
  try {
    const { drizzle }: NodePostgres = require("drizzle-orm/node-postgres");
    const { migrate }: NodePostgresMigrator = require("drizzle-orm/node-postgres/migrator");
    return (session, config) => migrate(drizzle(session), config);
  } catch (error) {
    if (!isMissingDriver(error)) throw error;
    return withoutDriver(require);
  }
}

/** A project on another driver has no `pg` beside its drizzle-orm. */
function isMissingDriver(error: unknown): boolean {
  return error instanceof Error && /Cannot find (module|package) 'pg'/.test(error.message);
}

/** The same migrator below the driver: every driver for a session calls these two functions of drizzle-orm. */
function withoutDriver(require: Require): Migrator["migrate"] {
  const { PgDialect }: Core = require("drizzle-orm/pg-core");
  const { readMigrationFiles }: Reader = require("drizzle-orm/migrator");
  return async (session, config) => {
    const dialect = new PgDialect();
    const execute = (statement: unknown): Promise<pg.QueryResult> => {
      const { sql, params } = dialect.sqlToQuery(statement);
      return session.query(sql, params);
    };
    await dialect.migrate(
      readMigrationFiles(config),
      { execute, all: async (sql: unknown) => (await execute(sql)).rows, transaction },
      config,
    );

    async function transaction(work: (inside: { execute: typeof execute }) => Promise<void>): Promise<void> {
      await session.query("begin");
      try {
        await work({ execute });
        await session.query("commit");
      } catch (error) {
        await session.query("rollback");
        throw error;
      }
    }
  };
}
