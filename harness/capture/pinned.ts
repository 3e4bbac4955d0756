import type { Client } from "pg";
import { pins } from "../sql/pins.ts";

/**
 * Reads in one snapshot under pinned settings, and leaves the connection as it was found.
 *
 * Inside an open transaction (a candidate half way, when looking for the statement to blame) it
 * works in a savepoint that is rolled back, which also takes the settings back.
 */
export async function pinned<T>(client: Client, read: () => Promise<T>, inTransaction = false): Promise<T> {
  await client.query(inTransaction ? "savepoint holdfast_read" : "begin isolation level repeatable read read only");
  try {
    await client.query(pins({ lock: 0, statement: 0 }));
    return await read();
  } finally {
    await client.query(
      inTransaction ? "rollback to savepoint holdfast_read; release savepoint holdfast_read" : "rollback",
    );
  }
}
