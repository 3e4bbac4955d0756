import type { Client } from "pg";

/**
 * Settings that change how a value prints or which rows a query sees. A migration may leave any of
 * them changed, for its session, its role or its database; a digest must not depend on that.
 */
const settings: Readonly<Record<string, string>> = {
  search_path: "pg_catalog",
  TimeZone: "UTC",
  DateStyle: "ISO, YMD",
  IntervalStyle: "postgres",
  extra_float_digits: "1",
  bytea_output: "hex",
  xmloption: "content",
  lc_monetary: "C",
  standard_conforming_strings: "on",
  row_security: "off",
  statement_timeout: "0",
  lock_timeout: "0",
  jit: "off",
};

const pins = Object.entries(settings)
  .map(([name, value]) => `set local ${name} = '${value}'`)
  .join("; ");

/**
 * Reads in one snapshot under pinned settings, and leaves the connection as it was found.
 *
 * Inside an open transaction (a candidate half way, when looking for the statement to blame) it
 * works in a savepoint that is rolled back, which also takes the settings back.
 */
export async function pinned<T>(client: Client, read: () => Promise<T>, inTransaction = false): Promise<T> {
  await client.query(inTransaction ? "savepoint holdfast_read" : "begin isolation level repeatable read read only");
  try {
    await client.query(pins);
    return await read();
  } finally {
    await client.query(
      inTransaction ? "rollback to savepoint holdfast_read; release savepoint holdfast_read" : "rollback",
    );
  }
}
