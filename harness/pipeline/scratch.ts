import { connect, startServer, withClient } from "../database/index.ts";
import type { As, Database, ProviderName, Server } from "../model/database.ts";
import { rolesOf, setAside } from "./roles.ts";

export interface ScratchOptions {
  readonly provider?: "auto" | ProviderName;
  readonly postgres?: string;
  readonly image?: string;
  readonly role?: As;
  readonly keep?: boolean;
  /** A running server to use instead of one of its own; by one run at a time, since roles belong to the server. */
  readonly server?: Server;
  readonly say: (line: string) => void;
}

/** The server of one run, the role that it runs migrations as, and the databases that it made. */
export interface Scratch {
  readonly server: Server;
  /** Who runs the migrations. */
  readonly role: As;
  create(): Promise<Database>;
  clone(original: Database): Promise<Database>;
  drop(database: Database): Promise<void>;
  /** Moves roles that migrations made out of the way of the next replay. */
  freeRoles(database: Database): Promise<void>;
  /** Removes all that this run made; with `keep`, the server stays. */
  close(): Promise<void>;
}

export async function openScratch(options: ScratchOptions): Promise<Scratch> {
  const { image, postgres, keep = false, say } = options;
  const shared = options.server;
  const server =
    shared ??
    (await startServer({
      provider: options.provider ?? "auto",
      keep,
      say,
      ...(image === undefined ? {} : { image }),
      ...(postgres === undefined ? {} : { postgres }),
    }));
  try {
    return await scratchOn(server, shared === undefined, options.role ?? "owner");
  } catch (error) {
    if (shared === undefined) await server.stop();
    throw error;
  }
}

async function scratchOn(server: Server, ours: boolean, role: As): Promise<Scratch> {
  const owner = await server.createOwner();
  const databases = new Set<Database>();
  let known: readonly string[] = [];
  let times = 0;
  return {
    server,
    role,
    async create() {
      const database = await server.create(owner);
      databases.add(database);
      if (known.length === 0) known = await withClient(database, "superuser", rolesOf);
      return database;
    },
    async clone(original) {
      const database = await server.clone(original);
      databases.add(database);
      return database;
    },
    async drop(database) {
      databases.delete(database);
      await server.drop(database);
    },
    async freeRoles(database) {
      times += 1;
      await withClient(database, "superuser", (client) => setAside(client, known, `${owner}_${times}`));
    },
    async close() {
      if (ours) return server.stop();
      for (const database of databases) await server.drop(database);
      await server.dropOwner(owner);
    },
  };
}

/** What a replay connects with: the role of the run, on a database that proved to be ours. */
export function connection(scratch: Scratch, database: Database): () => ReturnType<typeof connect> {
  return () => connect(database, scratch.role);
}
