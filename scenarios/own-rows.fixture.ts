import type pg from "pg";
import { expect } from "vitest";
import type { SeedSet } from "../harness/index.ts";

type Rows = ReturnType<SeedSet["rows"]>;

/** Sentences, and queries that answer them. */
export type Questions = Readonly<Record<string, string>>;

/** A seed set that remembers the rows it gave, to tell them from those that complete them. */
export function remembering(set: SeedSet): { readonly set: SeedSet; readonly given: () => Rows } {
  let last: Rows = {};
  const rows: SeedSet["rows"] = (faker) => {
    last = set.rows(faker);
    return last;
  };
  return { set: { name: set.name, rows }, given: () => last };
}

/**
 * From here on, the names of tables mean a set's own rows on this connection, as the database holds them.
 * @param keys the key columns of each table
 */
export async function onlyOwnRows(
  client: pg.Client,
  given: Rows,
  keys: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  expect(Object.keys(given).toSorted()).toEqual(
    Object.keys(keys)
      .map((table) => `public.${table}`)
      .toSorted(),
  );
  for (const [table, key] of Object.entries(keys)) {
    const rows = (given[`public.${table}`] ?? []).map((row) =>
      Object.fromEntries(key.map((column) => [column, row[column]])),
    );
    await client.query(`CREATE TEMP TABLE ${table} (LIKE public.${table})`);
    const { rowCount } = await client.query(
      `INSERT INTO ${table} SELECT held.* FROM public.${table} AS held
         JOIN jsonb_populate_recordset(NULL::public.${table}, $1) AS own USING (${key.join(", ")})`,
      [JSON.stringify(rows)],
    );
    expect(rowCount, table).toBe(rows.length);
  }
}

/** No row breaks the rule that a sentence states. */
export async function expectNone(client: pg.Client, broken: Questions): Promise<void> {
  for (const [rule, query] of Object.entries(broken)) {
    expect((await client.query(query)).rows, rule).toEqual([]);
  }
}

/** What a sentence speaks of is there. */
export async function expectSome(client: pg.Client, awkward: Questions): Promise<void> {
  for (const [kind, query] of Object.entries(awkward)) {
    expect((await client.query(query)).rows.length, kind).toBeGreaterThan(0);
  }
}

/** A second opinion on lost rows, from the rows themselves: those that were there, and whose key is not. */
export async function rowsGone(
  before: pg.Client,
  after: pg.Client,
  table: string,
  key: readonly string[],
): Promise<readonly string[]> {
  const now = new Set((await valuesByKey(after, table, key, "NULL")).keys());
  return [...(await valuesByKey(before, table, key, "NULL")).keys()].filter((one) => !now.has(one));
}

/** Values other than NULL that were there, and are not what they were, of rows that still are. */
export async function valuesGone(
  before: pg.Client,
  after: pg.Client,
  table: string,
  key: readonly string[],
  value: string,
): Promise<number> {
  const now = await valuesByKey(after, table, key, value);
  const old = [...(await valuesByKey(before, table, key, value))];
  return old.filter(([one, held]) => held !== null && now.has(one) && now.get(one) !== held).length;
}

async function valuesByKey(client: pg.Client, table: string, key: readonly string[], value: string) {
  const { rows } = await client.query<{ key: string; value: string | null }>(
    `SELECT jsonb_build_array(${key.join(", ")})::text AS key, (${value})::text AS value FROM public.${table}`,
  );
  return new Map(rows.map((row) => [row.key, row.value]));
}
