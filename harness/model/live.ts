import type { ConnectionSettings } from "./database.ts";

/** How a connection is to be encrypted, as libpq's sslmode says. */
export type Tls =
  | "off"
  /** Tried first; without it where the server has none. */
  | "prefer"
  | "require"
  /** `root`: absolute path of the certificates to trust; null for the system's. */
  | { readonly verify: "ca" | "full"; readonly root: string | null };

/** A database that the user names. It is not ours: nothing is written to it but by what says so. */
export interface LiveTarget {
  readonly settings: ConnectionSettings;
  readonly tls: Tls;
  /** "user@host:port/database", to be shown: there is no password in it. */
  readonly shown: string;
}

/** What a live database says about itself. */
export interface LiveServer {
  /** As `SHOW server_version` says, without the packager's suffix: "16.4". */
  readonly version: string;
  readonly major: number;
  readonly database: string;
  readonly user: string;
}
