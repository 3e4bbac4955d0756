import { Socket } from "node:net";
import pg from "pg";
import type { As, ConnectionSettings, Database } from "../model/database.ts";
import { HarnessError } from "../model/error.ts";
import { environmentError } from "./errors.ts";

const step = "connect to a scratch database";

/**
 * What pg is told of a connection.
 *
 * It falls back to PGPASSWORD, PGSSLMODE … and ~/.pgpass for whatever is missing or empty, so everything is given, and
 * nothing is given empty. PGOPTIONS and PGREPLICATION are left to who adds them, or forbids them.
 */
export function given(settings: ConnectionSettings, milliseconds: number, socket: Socket) {
  return {
    host: settings.host,
    port: settings.port,
    user: settings.user,
    // A function, since an empty text would be replaced.
    password: () => settings.password,
    database: settings.database,
    ssl: settings.ssl ?? false,
    sslnegotiation: "postgres" as const,
    application_name: "holdfast",
    client_encoding: "utf8",
    connectionTimeoutMillis: milliseconds,
    stream: () => socket,
  };
}

/**
 * A connected client that takes nothing from the environment.
 *
 * @param milliseconds How long to wait for the server to answer.
 * @param socket A socket that the caller wants to hold; not connected yet.
 */
export async function open(
  settings: ConnectionSettings,
  milliseconds = 30_000,
  socket: Socket = new Socket(),
): Promise<pg.Client> {
  const everything = {
    ...given(settings, milliseconds, socket),
    options: "-c application_name=holdfast",
    replication: "false",
  };
  const client = new pg.Client(everything);
  // Without a listener a server that dies would take this process with it.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

async function readToken(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ token: string | null }>(
    `SELECT (SELECT s.description FROM pg_catalog.pg_shdescription s
          WHERE s.objoid OPERATOR(pg_catalog.=) d.oid AND s.classoid OPERATOR(pg_catalog.=) d.tableoid) AS token
       FROM pg_catalog.pg_database d WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()`,
  );
  return rows[0]?.token ?? null;
}

function notOurs(name: string): HarnessError {
  return new HarnessError({
    kind: "bug",
    code: "bug/not-our-database",
    step,
    message: `the database ${JSON.stringify(name)} does not carry this run's token: this run did not make it, or something replaced its comment`,
    remedy: "Nothing was changed. If no migration sets COMMENT ON DATABASE, please report this.",
  });
}

/**
 * Opens a connection to a database that this run made, after it proved on that same connection that it is one.
 *
 * @returns A client of one's own, to be ended by the caller. A server that dies rejects its queries and
 *   crashes nothing; see `environmentError`.
 * @throws {HarnessError} Kind "bug" when the database's token is another one; kind "environment" when the
 *   server cannot be reached.
 */
export async function connect(database: Database, as: As): Promise<pg.Client> {
  try {
    const client = await open(database.settings(as));
    const token = await readToken(client).catch(async (error) => {
      await client.end();
      throw error;
    });
    if (token === database.token) return client;
    await client.end();
    throw notOurs(database.name);
  } catch (error) {
    throw environmentError(error, step) ?? error;
  }
}

/**
 * Runs `work` on a connection as `connect` gives it, and leaves none behind that a clone of the database would meet.
 *
 * A superuser's session may be one that was used before, and remembers nothing of it.
 */
export async function withClient<T>(database: Database, as: As, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = (as === "superuser" ? database.idle.take() : null) ?? (await connect(database, as));
  try {
    const done = await work(client);
    if (as === "superuser") await database.idle.keep(client);
    else await client.end();
    return done;
  } catch (error) {
    await client.end();
    throw environmentError(error, "query a scratch database") ?? error;
  }
}
