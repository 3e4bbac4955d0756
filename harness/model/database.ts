import type pg from "pg";

/** How to reach one database; also what `pg` takes. On a server of our own the password is random and dies with it. */
export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** As `tls.connect` takes it; left out where nothing is encrypted. */
  readonly ssl?: {
    readonly rejectUnauthorized: boolean;
    readonly ca?: string;
    readonly checkServerIdentity?: () => undefined;
  };
}

/** Who connects: the server's superuser, or the unprivileged role that owns the run's databases. */
export type As = "superuser" | "owner";

/** "server" is one that the user names, and others may use meanwhile; the rest start one of their own. */
export type ProviderName = "testcontainers" | "embedded" | "server";

/** Sessions that wait to be used again. */
export interface IdleSessions {
  take(): pg.Client | null;
  keep(client: pg.Client): Promise<void>;
  end(): Promise<void>;
}

/** A database that this run created. */
export interface Database {
  readonly name: string;
  /** Written as the database's comment when it was made; whoever is about to change it reads it back first. */
  readonly token: string;
  settings(as: As): ConnectionSettings;
  /** Of the superuser; they end before the database is cloned or dropped. */
  readonly idle: IdleSessions;
}

/** What the server refused of a restore. */
export interface Unrestored {
  /** As pg_restore names it, without a schema: "FK CONSTRAINT orders orders_customer_fkey". */
  readonly object: string;
  /** In the server's words, which may hold values of rows. */
  readonly message: string;
}

/** A database as it stood when it was dumped. */
export interface Dump {
  readonly bytes: number;
  /**
   * Restores it into an empty database.
   *
   * @returns What was refused; all else stands.
   * @throws {HarnessError} environment/restore-failed: pg_restore did not get as far as that.
   */
  restore(into: Database): Promise<readonly Unrestored[]>;
  remove(): Promise<void>;
}

/** Programs that dump databases of one server, and restore them there. */
export interface Dumper {
  /** "pg_dump and pg_restore 17.11" */
  readonly by: string;
  /** @throws {HarnessError} environment/dump-failed, with the words of pg_dump. */
  dump(database: Database): Promise<Dump>;
}

/** What another process needs to use a server of this one's, too. */
export interface SharedServer {
  readonly provider: ProviderName;
  /** The container image; null where there is none. */
  readonly image: string | null;
  /** Holds a password. */
  readonly superuser: ConnectionSettings;
  /** A command with which a person reaches the server; holds no password. */
  readonly reach: string;
}

/** A running PostgreSQL, of our own or lent by the user. */
export interface Server {
  readonly provider: ProviderName;
  /** As `SHOW server_version` says, without the packager's suffix: "17.10". */
  readonly version: string;
  /** The container image; null where there is none. */
  readonly image: string | null;
  /** Makes the unprivileged role of a run; `create` gives its databases to it. */
  createOwner(): Promise<string>;
  /** An empty database that belongs to `owner`; with the encoding and the locale of `like`, where that is given. */
  create(owner: string, like?: Pick<Database, "name">): Promise<Database>;
  /**
   * Copies a database with its settings and grants, which `CREATE DATABASE … TEMPLATE` leaves out.
   * Object identifiers stay the same. Nothing may be connected to the original.
   */
  clone(original: Database): Promise<Database>;
  /**
   * Copies a database that is not ours, and gives all that the copy holds to `owner`. Nothing connects to the original,
   * and nothing of it is changed.
   *
   * @param first SQL that a superuser runs on the copy before it is given away.
   * @throws {HarnessError} input/from-unknown: there is none of that name; environment/database-in-use: somebody is
   *   connected to it.
   */
  copy(name: string, owner: string, first?: string): Promise<Database>;
  drop(database: Database): Promise<void>;
  /** Looks for a pg_dump of the server's own major version; says where none was found. */
  findDumper(): Promise<Dumper | { readonly missing: string }>;
  /** Drops the role that `createOwner` made; its databases must be gone. */
  dropOwner(owner: string): Promise<void>;
  /**
   * Drops a database once nobody is connected any more, which is waited for some seconds.
   *
   * @throws {HarnessError} environment/database-in-use, with who is; it is dropped all the same.
   */
  dropUnused(database: Database): Promise<void>;
  share(): SharedServer;
  /** A command with which a person looks into a database; holds no password. */
  reach(database: Pick<Database, "name">): string;
  /** Removes all that was made; a server of our own is no more then, unless it is to be kept. */
  stop(): Promise<void>;
  /** The same for one that was to be kept, too. */
  remove(): Promise<void>;
}
