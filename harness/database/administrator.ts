import { Socket } from "node:net";
import type pg from "pg";
import type { ConnectionSettings } from "../model/database.ts";
import { open } from "./connect.ts";
import { environmentError } from "./errors.ts";

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** The superuser's one connection to the server's own database. Queries run in the order they were asked. */
export interface Administrator {
  /** @throws {HarnessError} Kind "environment" with this step when the server is gone; other errors as `pg` gives them. */
  query(step: string, sql: string, values?: readonly (string | number)[]): Promise<readonly Row[]>;
  end(): Promise<void>;
}

/**
 * Connects when it is first needed, and again after the connection was lost. While it is idle it
 * keeps no process from ending.
 *
 * @param greeting SQL that every new connection begins with.
 */
export function administrator(settings: ConnectionSettings, greeting = ""): Administrator {
  let held: { readonly client: pg.Client; readonly socket: Socket } | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let ending = false;

  async function connected(): Promise<{ readonly client: pg.Client; readonly socket: Socket }> {
    if (held !== null && !held.socket.destroyed) return held;
    const socket = new Socket();
    const client = await open(settings, 30_000, socket);
    if (greeting !== "") {
      await client.query(greeting).catch((error: unknown) => {
        socket.destroy();
        throw error;
      });
    }
    held = { client, socket };
    return held;
  }

  async function ask(step: string, sql: string, values: readonly (string | number)[]): Promise<readonly Row[]> {
    try {
      const { client, socket } = await connected();
      socket.ref();
      // Without values, the simple protocol takes several statements at once.
      const result = values.length === 0 ? await client.query<Row>(sql) : await client.query<Row>(sql, [...values]);
      socket.unref();
      return result.rows;
    } catch (error) {
      // A query that comes too late must not let go of the socket whose end is waited for.
      if (!ending) held?.socket.unref();
      const trouble = environmentError(error, step);
      // Its socket is told later than we are that nobody is there any more.
      if (trouble?.code === "environment/server-gone") held?.socket.destroy();
      throw trouble ?? error;
    }
  }

  return {
    query(step, sql, values = []) {
      const answer = last.then(() => ask(step, sql, values));
      last = answer.catch(() => undefined);
      return answer;
    },
    async end() {
      await last;
      ending = true;
      // Who waits for the end must not be ended by the lack of anything else to wait for.
      held?.socket.ref();
      await held?.client.end();
    },
  };
}
