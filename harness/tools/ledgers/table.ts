import type pg from "pg";
import { HarnessError } from "../../model/error.ts";
import type { LedgerLocation, LedgerRead, LedgerRow } from "../../model/ledger.ts";
import { databaseFailure } from "../../sql/failure.ts";
import { qualified } from "../../sql/quote.ts";

/** A table's columns in their order; null where there is no such table. */
export async function columnsOf(client: Pick<pg.Client, "query">, name: string): Promise<readonly string[] | null> {
  const { rows } = await client.query<{ columns: readonly string[] | null }>(
    `select (select array_agg(attname::text order by attnum) from pg_catalog.pg_attribute
      where attrelid = found.oid and attnum > 0 and not attisdropped) as columns
    from (select pg_catalog.to_regclass($1) as oid) as found where found.oid is not null`,
    [name],
  );
  return rows[0] === undefined ? null : (rows[0].columns ?? []);
}

/**
 * Reads a ledger, if there is a table in its place.
 *
 * @param read asks the table of that name, which has these columns
 * @param remedy where the table cannot be asked so
 * @throws {HarnessError} input/ledger-unreadable
 */
export async function readTable(
  client: Pick<pg.Client, "query">,
  location: LedgerLocation,
  read: (name: string, columns: readonly string[]) => Promise<readonly LedgerRow[]>,
  remedy: string,
): Promise<LedgerRead> {
  const name = qualified({ schema: location.schema, name: location.table });
  const columns = await columnsOf(client, name);
  if (columns === null) return { location, columns, rows: [] };
  try {
    return { location, columns, rows: await read(name, columns) };
  } catch (error) {
    const failure = databaseFailure(error);
    if (failure === null) throw error;
    throw unreadable(location, `cannot be read: ${failure.message} (${failure.sqlstate})`, remedy, error);
  }
}

export function unreadable(
  { schema, table }: LedgerLocation,
  why: string,
  remedy: string,
  cause?: unknown,
): HarnessError {
  return new HarnessError({
    kind: "input",
    code: "input/ledger-unreadable",
    step: "read the ledger",
    message: `The ledger ${schema}.${table} ${why}.`,
    remedy,
    cause,
  });
}
