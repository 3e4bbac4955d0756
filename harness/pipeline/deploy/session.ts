import type pg from "pg";
import { HarnessError } from "../../model/error.ts";

/** What a deploy migrates through: of node-postgres, or what drizzle() made of it. */
export type Deployable = pg.Pool | Client | { readonly $client: pg.Pool | Client };

/** A session that stays the same from one query to the next. */
export type Client = pg.Client | pg.PoolClient;

const step = "open a session for the deploy";

/**
 * Lends the one session that a deploy holds its lock on: the client itself, or one of the pool's.
 *
 * @throws {HarnessError} input/other-driver, input/not-connected
 */
export async function withSession<Result>(
  database: Deployable,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  // Deploy scripts are often not type-checked.
  const held = isObject(database) && "$client" in database ? database.$client : database;
  if (!isObject(held) || !("query" in held)) throw unusable("other-driver");
  if (!isPool(held)) {
    if (isUnopened(held)) throw unusable("not-connected");
    return heard(held, use);
  }
  const client = await held.connect();
  try {
    const result = await heard(client, use);
    client.release();
    return result;
  } catch (error) {
    // What a failed deploy left open goes with its connection.
    client.release(true);
    throw error;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isPool(held: pg.Pool | Client): held is pg.Pool {
  return "totalCount" in held;
}

/** A connection that breaks also rejects the query that was running; unheard, it would end the process. */
async function heard<Result>(client: Client, use: (client: Client) => Promise<Result>): Promise<Result> {
  const ignore = () => undefined;
  client.on("error", ignore);
  try {
    return await use(client);
  } finally {
    client.off("error", ignore);
  }
}

/** On such a client every query waits for ever. */
function isUnopened(client: Client): boolean {
  return Reflect.get(client, "_connecting") === false && Reflect.get(client, "_connected") === false;
}

const words = {
  "other-driver": "What was given is no connection of node-postgres (pg).",
  "not-connected": "The client that was given is not connected.",
} as const;

function unusable(why: keyof typeof words): HarnessError {
  return new HarnessError({
    kind: "input",
    code: `input/${why}`,
    step,
    message: words[why],
    remedy:
      "Give a pg.Pool, a pg.Client that is connected, or what drizzle() of drizzle-orm/node-postgres made of one.",
  });
}

/**
 * What must hold before anything is waited for.
 *
 * @throws {HarnessError} environment/guard-…
 */
export async function requireUsable(client: Client): Promise<void> {
  const { rows } = await client.query<{ standby: boolean; open: boolean }>(
    `select pg_catalog.current_setting('transaction_read_only') = 'on' as standby, ${isInTransaction} as open`,
  );
  if (rows[0]?.standby === true) {
    throw new HarnessError({
      kind: "environment",
      code: "guard/standby",
      step,
      message: "The database takes no writes: it is a standby, or set to read only.",
      remedy: "Nothing was run. Give the address of the primary, and a role that may write.",
    });
  }
  if (rows[0]?.open === true) {
    throw new HarnessError({
      kind: "input",
      code: "guard/in-transaction",
      step,
      message: "The session has a transaction open: in it, one may not see what another deploy has just done.",
      remedy: "Nothing was run. Give a session of its own: a pg.Pool, or a client on which nothing was begun.",
    });
  }
}

/** Outside of a transaction, a simple query is one by itself, and begins when it does. */
export const isInTransaction = "pg_catalog.now() <> pg_catalog.statement_timestamp()";
