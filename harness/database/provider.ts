import type { ConnectionSettings, ProviderName } from "../model/database.ts";

/** What the caller wants of a server. */
export interface Wish {
  /** A container image, e.g. "postgres:16.4". */
  readonly image?: string | undefined;
  /** A version, e.g. "16" or "16.4". */
  readonly postgres?: string | undefined;
  /** Of the user's own server, as `readAddress` takes it. */
  readonly address?: string | undefined;
  /** Leave the server running when the run is over. */
  readonly keep: boolean;
  /** Receives one line of progress at a time, without a line end. */
  readonly say: (line: string) => void;
}

/** Place for one file that nobody else reads. */
export interface Room {
  readonly file: string;
  /** Variables with which PostgreSQL's programs find the server from there; who connects is not among them. */
  readonly reach: Readonly<Record<string, string>>;
  /** Of the file, in bytes. */
  size(): Promise<number>;
  remove(): Promise<void>;
}

/** Where programs of PostgreSQL's run. */
export interface Shell {
  /** "in the container" */
  readonly where: string;
  /** @returns How it ended, not 0 where there is no such program; and what it said on either stream. */
  run(
    program: string,
    options: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<{ readonly code: number; readonly output: string }>;
  room(): Promise<Room>;
}

/** A server that accepts connections. */
export interface Running {
  readonly image: string | null;
  /** What it is, for people: "embedded PostgreSQL". The version follows it. */
  readonly what: string;
  /** How the superuser connects; with the database from which all others are made and dropped. */
  readonly superuser: ConnectionSettings;
  /** Where the server is the user's own: the name of this run, which all that it makes there carries. */
  readonly run: string | null;
  /** Where the server itself runs; null where only this machine is known. */
  readonly shell: Shell | null;
  /** A command with which a person reaches the server, up to the database; holds no password. */
  readonly reach: string;
  /** Stops the server and removes all that belongs to it; nothing of a server that is lent. */
  remove(): Promise<void>;
}

/** Something that a run made and did not take away. */
export interface Leftover {
  readonly kind: "container" | "folder" | "database" | "role";
  readonly name: string;
  /** Who left it: "process 4711", "run 0a1b2c3d4e5f". */
  readonly by: string;
  /** Why it has to stay; null where who made it is gone. */
  readonly stays: string | null;
  /** Also where somebody else is removing it. @returns why it could not be removed; null where it is gone. */
  remove(): Promise<string | null>;
}

export interface Provider {
  readonly name: ProviderName;
  /** Whether it may be chosen where the user named none. */
  readonly automatic: boolean;
  /**
   * Looks for what the provider needs, and starts nothing yet.
   * @returns The function that starts a server.
   * @throws {HarnessError} Kind "environment" when something is missing, "input" when the wish makes no sense here.
   */
  prepare(wish: Wish): Promise<() => Promise<Running>>;
  /** What runs on this machine made, of those that go on as well. Servers kept on purpose only with `kept`. */
  leftovers(kept: boolean): Promise<readonly Leftover[]>;
}
