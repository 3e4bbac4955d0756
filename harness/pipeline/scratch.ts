import { connect, startServer, withClient } from "../database/index.ts";
import { removeSql } from "../guard/index.ts";
import type { As, Database, ProviderName, Server } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { makingNoRoles, rolesOf, setAside } from "./roles.ts";

export interface ScratchOptions {
  readonly provider?: "auto" | ProviderName;
  readonly postgres?: string;
  readonly image?: string;
  readonly role?: As;
  readonly keep?: boolean;
  /** Where the user's own server is: a URL, `env:NAME` or `file:PATH`. By default the provider then is "server". */
  readonly address?: string;
  /** A running server to use instead of one of its own, or what gives one; by one run at a time, since roles belong to the server. */
  readonly server?: Server | (() => Promise<Server>);
  readonly say: (line: string) => void;
}

/** The server of one run, the role that it runs migrations as, and the databases that it made. */
export interface Scratch {
  readonly server: Server;
  /** Who runs the migrations. */
  readonly role: As;
  /** An empty database; with the encoding and the locale of `like`, where that is given. */
  create(like?: Pick<Database, "name">): Promise<Database>;
  clone(original: Database): Promise<Database>;
  /** A copy of a database on the server that is not of this run, without a guard; all in it belongs to the run's role. */
  copy(name: string): Promise<Database>;
  drop(database: Database): Promise<void>;
  /** Runs what a superuser prepares on a database before its first migration. */
  prepare(database: Database, sql: string): Promise<void>;
  /** Moves roles that migrations made out of the way of the next replay. */
  freeRoles(database: Database): Promise<void>;
  /** Removes all that this run made; with `keep`, the server stays. */
  close(): Promise<void>;
}

export async function openScratch(options: ScratchOptions): Promise<Scratch> {
  const { image, postgres, address, keep = false, say } = options;
  const shared = typeof options.server === "function" ? await options.server() : options.server;
  const provider = options.provider ?? (address === undefined ? "auto" : "server");
  if ((shared?.provider ?? provider) === "server") refuseSuperuser(options.role);
  const server =
    shared ??
    (await startServer({
      provider,
      keep,
      say,
      ...(image === undefined ? {} : { image }),
      ...(postgres === undefined ? {} : { postgres }),
      ...(address === undefined ? {} : { address }),
    }));
  try {
    return await scratchOn(server, shared === undefined, options.role ?? "owner", say);
  } catch (error) {
    if (shared === undefined) await server.stop();
    throw error;
  }
}

/** What a superuser runs reaches beyond the run's databases: to roles, to other databases, to the machine. */
function refuseSuperuser(role: As | undefined): void {
  if (role !== "superuser") return;
  throw new HarnessError({
    kind: "input",
    code: "input/server-option",
    step: "use the server of --server",
    message: "the migrations are to run as superuser, on a server that others use",
    remedy: "Leave --role superuser out; or leave --server out, and a server is started.",
  });
}

async function scratchOn(server: Server, ours: boolean, role: As, say: ScratchOptions["say"]): Promise<Scratch> {
  const owner = await server.createOwner();
  const databases = new Set<Database>();
  const isLent = server.provider === "server";
  let closed: Promise<void> | null = null;
  let known: readonly string[] = [];
  let times = 0;

  async function takeAway(): Promise<void> {
    for (const database of databases) await server.drop(database);
    await server.dropOwner(owner);
  }

  return {
    server,
    role,
    async create(like) {
      const database = await server.create(owner, like);
      databases.add(database);
      if (known.length === 0) known = await withClient(database, "superuser", rolesOf);
      return database;
    },
    async clone(original) {
      const database = await server.clone(original);
      databases.add(database);
      return database;
    },
    async copy(name) {
      const database = await server.copy(name, owner, removeSql());
      databases.add(database);
      if (known.length === 0) known = await withClient(database, "superuser", rolesOf);
      return database;
    },
    async drop(database) {
      databases.delete(database);
      await server.drop(database);
    },
    async prepare(database, sql) {
      await withClient(database, "superuser", async (client) => {
        if (!isLent) return void (await client.query(sql));
        await withClient(database, "superuser", (witness) => makingNoRoles({ client, witness, owner, say }, sql));
      });
    },
    async freeRoles(database) {
      // There the roles that appeared may be somebody's; and of ours none can, see `prepare`.
      if (isLent) return;
      times += 1;
      await withClient(database, "superuser", (client) => setAside(client, known, `${owner}_${times}`));
    },
    // A signal closes it, and so does what the signal ended.
    close() {
      closed ??= ours ? server.stop() : takeAway();
      return closed;
    },
  };
}

/** What a replay connects with: the role of the run, on a database that proved to be ours. */
export function connection(scratch: Scratch, database: Database): () => ReturnType<typeof connect> {
  return () => connect(database, scratch.role);
}
