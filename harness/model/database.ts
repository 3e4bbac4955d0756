/** How to reach one database; also what `pg` takes. The password is random and dies with the server. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** Who connects: the server's superuser, or the unprivileged role that owns the run's databases. */
export type As = "superuser" | "owner";

export type ProviderName = "testcontainers" | "embedded";

/** A database that this run created on its own server. */
export interface Database {
  readonly name: string;
  /** Written as the database's comment when it was made; whoever is about to change it reads it back first. */
  readonly token: string;
  settings(as: As): ConnectionSettings;
}

/** A running PostgreSQL of our own. */
export interface Server {
  readonly provider: ProviderName;
  /** As `SHOW server_version` says, without the packager's suffix: "17.10". */
  readonly version: string;
  /** The container image; null where there is none. */
  readonly image: string | null;
  /** Makes the unprivileged role of a run; `create` gives its databases to it. */
  createOwner(): Promise<string>;
  /** An empty database that belongs to `owner`. */
  create(owner: string): Promise<Database>;
  /**
   * Copies a database with its settings and grants, which `CREATE DATABASE … TEMPLATE` leaves out.
   * Object identifiers stay the same. Nothing may be connected to the original.
   */
  clone(original: Database): Promise<Database>;
  drop(database: Database): Promise<void>;
  /** Drops the role that `createOwner` made; its databases must be gone. */
  dropOwner(owner: string): Promise<void>;
  stop(): Promise<void>;
}
