import { readFile } from "node:fs/promises";
import { Socket } from "node:net";
import pg from "pg";
import type { ConnectionSettings } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import type { LiveServer, LiveTarget } from "../model/live.ts";
import { pins } from "../sql/pins.ts";
import { given } from "./connect.ts";
import { liveError, livePatience } from "./live-errors.ts";

type Encryption = NonNullable<ConnectionSettings["ssl"]> | false;

/** How `pg` is to encrypt; false for not at all. */
export async function encryption({ tls, settings }: LiveTarget): Promise<Encryption> {
  if (tls === "off" || settings.host.startsWith("/")) return false;
  if (tls === "prefer" || tls === "require") return { rejectUnauthorized: false };
  return {
    rejectUnauthorized: true,
    ...(tls.root === null ? {} : { ca: await readFile(tls.root, "utf8") }),
    // Whose name the certificate bears is not asked: only whose signature.
    ...(tls.verify === "ca" ? { checkServerIdentity: () => undefined } : {}),
  };
}

/** Without start-up options: PgBouncer refuses whatever it does not know, and a setting would outlive us in its pool. */
async function connected({ settings }: LiveTarget, ssl: Encryption): Promise<pg.Client> {
  const socket = new Socket();
  const client = new pg.Client({
    ...given(settings, 15_000, socket),
    ssl,
    keepAlive: true,
    // The server's own limit, and time for the answer: a network that went silent says nothing.
    query_timeout: livePatience.statement + 15_000,
  });
  // pg fills in PGOPTIONS and PGREPLICATION for what it is not given.
  Object.assign(Reflect.get(client, "connectionParameters"), { options: undefined, replication: undefined });
  // Without a listener a server that dies would take this process with it.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** What makes a client that prefers encryption go without: a server that has none, or has a rule against it. */
function goesWithout(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message === "The server does not support SSL connections" || Reflect.get(error, "code") === "28000";
}

/**
 * A connection to a database of the user's, for who writes to it; `withLive` is for reading.
 *
 * @param step What is being done, as in `HarnessError.step`.
 * @returns A client to be ended by the caller. Its errors are pg's own; see `liveError`.
 * @throws {HarnessError} environment/live-unreachable, environment/live-refused, environment/live-busy; never with the password.
 */
export async function openLive(target: LiveTarget, step: string): Promise<pg.Client> {
  try {
    const ssl = await encryption(target);
    return await connected(target, ssl).catch((error: unknown) => {
      if (target.tls !== "prefer" || ssl === false || !goesWithout(error)) throw error;
      return connected(target, false);
    });
  } catch (error) {
    throw liveError(error, step, target, "connect");
  }
}

/**
 * Reads a database of the user's in one transaction that can write nothing, with every setting pinned that changes what
 * a query gives. It takes no snapshot of its own: a query of `read` sees what all others see.
 *
 * @param step What is being done, as in `HarnessError.step`.
 * @param read Sends SELECT and nothing else. An error of its own, if it is a `HarnessError`, comes through as it is.
 * @throws {HarnessError} environment/live-unreachable, live-refused, live-version, live-busy (it waited two seconds for a
 *   lock or thirty for an answer) or live-privilege; never with the password.
 */
export async function withLive<T>(
  target: LiveTarget,
  step: string,
  read: (client: pg.Client, server: LiveServer) => Promise<T>,
): Promise<T> {
  const client = await openLive(target, step);
  try {
    await client.query("begin isolation level repeatable read read only");
    await client.query(pins(livePatience));
    const result = await read(client, await describe(client, step, target));
    await client.query("rollback");
    return result;
  } catch (error) {
    throw liveError(error, step, target, "read");
  } finally {
    // A transaction that is still open ends with its connection.
    await client.end();
  }
}

/** The oldest major version whose catalog has all that is read. */
export const oldest = 14;

async function describe(client: pg.Client, step: string, { shown }: LiveTarget): Promise<LiveServer> {
  const { rows } = await client.query<LiveServer>(
    `select split_part(current_setting('server_version'), ' ', 1) as version,
       current_setting('server_version_num')::int / 10000 as major, current_database() as database,
       current_user::text as "user"`,
  );
  const [server] = rows;
  if (server !== undefined && server.major >= oldest) return server;
  throw new HarnessError({
    kind: "environment",
    code: "environment/live-version",
    step,
    message: `${shown} is PostgreSQL ${server?.version ?? "of an unknown version"}, and its catalog lacks what is read from ${oldest} on`,
    remedy: `Only servers of PostgreSQL ${oldest} and later can be looked at.`,
  });
}
