import type { ProviderName } from "./database.ts";
import type { GuardSetting } from "./guard.ts";
import type { SeedWish, TableWish } from "./seed.ts";

/** What the user says about the rows of one table, in a config or a scenario. */
export interface TableConfig extends Omit<TableWish, "sql"> {
  /** A file of SQL that places rows before all others; run as superuser. A path from the config's folder, or a URL. */
  readonly sql?: string | URL;
}

/** What rows a run wants; all of it may be left out. */
export interface SeedConfig extends Partial<Omit<SeedWish, "tables" | "shapes">> {
  /** Keyed "schema.table". */
  readonly tables?: Readonly<Record<string, TableConfig>>;
  /** A file of production's statistics, whose numbers of rows, nulls, distinct values and widths are followed. */
  readonly like?: string;
  /** What the numbers of rows in that file are multiplied by; by default 1. */
  readonly scale?: number;
}

/** The project's own command that migrates. */
export interface RunnerConfig {
  /** For the shell: "npm run db:migrate". */
  readonly command: string;
  /** The project's own command that takes the last migration back: what an operator would run. */
  readonly down?: string;
  /** The variable that it reads the database's address from; by default DATABASE_URL. */
  readonly env?: string;
  /** Where it runs; by default the config's folder. */
  readonly folder?: string;
}

/** Whose migrations these are, and what runs them. */
export interface ToolConfig {
  /** By default the one whose layout the folder has. */
  readonly tool?: "drizzle" | "plain-sql" | "alembic";
  /** A command that is run in place of the tool's own migrator. */
  readonly run?: string | RunnerConfig;
}

/** The default export of holdfast.config.ts. Paths are relative to its folder; the command line goes before it. */
export interface HoldfastConfig extends ToolConfig {
  /** The migrations folder. */
  readonly migrations?: string;
  readonly provider?: "auto" | ProviderName;
  /** The server's major version, e.g. "16". */
  readonly postgres?: string;
  /** A container image of PostgreSQL. */
  readonly image?: string;
  /** Who runs the migrations; by default an unprivileged owner. */
  readonly role?: "owner" | "superuser";
  /** "warn" lets a run pass whose columns could not all show a loss. */
  readonly coverage?: "error" | "warn";
  /** "installed": the run's databases have the guard, as a production with `guard install` does. */
  readonly guard?: GuardSetting;
  readonly drift?: {
    /** Names of schemas, tables and other objects whose differences do not matter; "*" stands for any characters. */
    readonly ignore?: readonly string[];
  };
  readonly seed?: SeedConfig;
}
