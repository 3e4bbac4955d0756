import type pg from "pg";
import { HarnessError } from "../../model/error.ts";
import type { Engine } from "./engine.ts";

/** What of a `pg.Client` a migrator uses. */
export type Session = Pick<pg.Client, "query">;

export interface MigratorConfig {
  readonly migrationsFolder: string;
  readonly migrationsSchema: string;
  readonly migrationsTable: string;
}

/** Runs what is pending of a folder, by drizzle-orm's own code. */
type Migrate = (session: Session, config: MigratorConfig) => Promise<void>;

/** The parts of drizzle-orm's modules that are called here. */
interface NodePostgres {
  drizzle(client: Session | { readonly client: Session }): unknown;
}
interface NodePostgresMigrator {
  migrate(database: unknown, config: MigratorConfig): Promise<void>;
}
interface Dialect {
  sqlToQuery(sql: unknown): { readonly sql: string; readonly params: unknown[] };
  /** Of 0.x. */
  migrate(migrations: unknown, session: unknown, config: MigratorConfig): Promise<void>;
}
interface Core {
  readonly PgDialect: new () => Dialect;
}
/** Of 1.0. */
interface CoreSession {
  migrate(migrations: unknown, database: unknown, config: MigratorConfig): Promise<void>;
}
interface Reader {
  readMigrationFiles(config: MigratorConfig): unknown;
}

/** @throws {HarnessError} environment: the engine is installed, but does not load. */
export function migratorOf(engine: Engine): Migrate {
  try {
    return load(engine);
  } catch (cause) {
    throw new HarnessError({
      kind: "environment",
      code: "environment/drizzle-orm-broken",
      step: "replay the migrations",
      message: `${engine.name} is installed, but does not load.`,
      remedy: "Install the project's dependencies again.",
      cause,
    });
  }
}

function load(engine: Engine): Migrate {
  const { require, layout } = engine;
  try {
    const { drizzle }: NodePostgres = require("drizzle-orm/node-postgres");
    const { migrate }: NodePostgresMigrator = require("drizzle-orm/node-postgres/migrator");
    return (session, config) => migrate(drizzle(layout === "folders" ? { client: session } : session), config);
  } catch (error) {
    if (!isMissingDriver(error)) throw error;
    return withoutDriver(engine);
  }
}

/** A project on another driver has no `pg` beside its drizzle-orm. */
function isMissingDriver(error: unknown): boolean {
  return error instanceof Error && /Cannot find (module|package) 'pg'/.test(error.message);
}

/** The same migrator below the driver: every driver for a session calls these functions of drizzle-orm. */
function withoutDriver({ require, layout }: Engine): Migrate {
  const { PgDialect }: Core = require("drizzle-orm/pg-core");
  const { readMigrationFiles }: Reader = require("drizzle-orm/migrator");
  const dialect = new PgDialect();
  if (layout === "journal") {
    return (session, config) => dialect.migrate(readMigrationFiles(config), standIn(session, dialect), config);
  }
  const { migrate }: CoreSession = require("drizzle-orm/pg-core/async/session");
  return (session, config) => {
    const asked = standIn(session, dialect);
    return migrate(readMigrationFiles(config), { ...asked, session: asked }, config);
  };
}

type Execute = (statement: unknown) => Promise<pg.QueryResult>;

/** What the migrators of both majors ask of a session of drizzle-orm's. */
function standIn(session: Session, dialect: Dialect) {
  const execute: Execute = (statement) => {
    const { sql, params } = dialect.sqlToQuery(statement);
    return session.query(sql, params);
  };
  const rows = async (statement: unknown): Promise<unknown[]> => (await execute(statement)).rows;
  const transaction = async (work: (inside: { execute: Execute }) => Promise<void>): Promise<void> => {
    await session.query("begin");
    try {
      await work({ execute });
      await session.query("commit");
    } catch (error) {
      await session.query("rollback");
      throw error;
    }
  };
  // 0.x names what reads rows `all`, 1.0 `objects`.
  return { execute, all: rows, objects: rows, transaction };
}
