import type { Client } from "pg";
import { compare, expressionsOf, measure, type Side, underDeclaredKeys } from "../capture/index.ts";
import { withClient } from "../database/index.ts";
import type { Catalog } from "../model/catalog.ts";
import type { Database } from "../model/database.ts";
import type { Declaration, Expectation, Measured } from "../model/declaration.ts";
import type { Facts, Matching, TableComparison } from "../model/evidence.ts";
import type { Statement } from "../model/history.ts";
import { identifier, isMeant, qualified } from "../sql/quote.ts";
import type { Compared } from "./observe.ts";

/** What the rows say of what is declared, and what became of them by the keys that hold. */
export interface Declared {
  readonly compared: Compared;
  /** One for each expectation, in their order. */
  readonly measured: readonly Measured[];
}

/** Holds what is declared against the rows, and compares the tables of which another key is declared again, by that key. */
export async function measureDeclared(
  before: Database,
  after: Database,
  compared: Compared,
  expectations: readonly Expectation[],
): Promise<Declared> {
  if (expectations.length === 0) return { compared, measured: [] };
  return asReader(before, (old) => withClient(after, "owner", (now) => read(old, now)));

  async function read(old: Client, now: Client): Promise<Declared> {
    const [then, today] = [
      { client: old, facts: compared.before },
      { client: now, facts: compared.after },
    ];
    // The comparison may have found that a key tells nothing.
    const pairs = compared.comparisons.map(({ pair }) => pair);
    const measured = await measure(then, today, { pairs }, expectations);
    const keyed = underDeclaredKeys(
      { before: compared.before.catalog, after: compared.after.catalog, pairs },
      measured,
    );
    const again = await compare(
      then,
      today,
      keyed.filter(({ rekeyed }) => rekeyed !== undefined),
    );
    const comparisons = compared.comparisons.map(
      (comparison, place) => again.find(({ pair }) => pair === keyed[place]) ?? comparison,
    );
    const matching = { ...compared.matching, pairs: keyed };
    return { compared: { ...compared, matching, comparisons }, measured };
  }
}

/**
 * Half way through a candidate, tables may stand under their old key or already under the one that is declared: each is
 * told by the one that finds more of its rows.
 */
export async function byDeclaredKeys(
  before: { readonly database: Database; readonly facts: Facts },
  now: Side,
  matching: Matching | null,
  comparisons: readonly TableComparison[],
): Promise<readonly TableComparison[]> {
  const keyed = comparisons.flatMap(({ pair, rows }) => {
    const declared = matching?.pairs.find((one) => one.before === pair.before && one.rekeyed !== undefined);
    const columns = now.facts.catalog.relations.find(({ oid }) => oid === pair.after)?.columns ?? [];
    const { identity = null, rekeyed } = declared ?? {};
    if (rows.lost === 0 || pair.role === "reader" || rekeyed === undefined) return [];
    const stands = identity?.after.every((key) => columns.some(({ attnum }) => attnum === key)) ?? false;
    return stands ? [{ ...pair, identity, rekeyed }] : [];
  });
  if (keyed.length === 0) return comparisons;
  const again = await asReader(before.database, (old) => compare({ client: old, facts: before.facts }, now, keyed));
  return comparisons.map((comparison) => {
    const { before: table, role } = comparison.pair;
    const other = again.find(({ pair }) => pair.before === table && pair.role === role);
    return other !== undefined && other.rows.lost < comparison.rows.lost ? other : comparison;
  });
}

/**
 * Lets the run's own role read every row for as long as the work takes, on connections of its own.
 *
 * What is declared is SQL that somebody wrote: a superuser's session that only took on another role could be talked out
 * of it.
 */
async function asReader<T>(database: Database, work: (client: Client) => Promise<T>): Promise<T> {
  const role = identifier(database.settings("owner").user);
  const change = (sql: string) => withClient(database, "superuser", (client) => client.query(sql));
  await change(`alter role ${role} bypassrls; grant pg_read_all_data to ${role}`);
  try {
    return await withClient(database, "owner", work);
  } finally {
    await change(`revoke pg_read_all_data from ${role}; alter role ${role} nobypassrls`);
  }
}

/** What is declared, as statements over the old rows: what they compare with is to stand in rows, on both sides. */
export function declaredReads(declarations: readonly Declaration[], catalog: Catalog): readonly Statement[] {
  return declarations.flatMap(({ migration, file, expect }) =>
    expect.flatMap((expectation): Statement[] => {
      const sql = readOf(expectation, catalog);
      return sql === null ? [] : [{ migration, file, sql, line: 1, column: 1 }];
    }),
  );
}

function readOf(expectation: Expectation, catalog: Catalog): string | null {
  const { object } = expectation;
  const table = catalog.relations.find(
    ({ schema, name, columns }) =>
      isMeant(object, [schema, name]) || columns.some((column) => isMeant(object, [schema, name, column.name])),
  );
  if (table === undefined) return null;
  if (expectation.kind === "deleted") return `delete from ${qualified(table)} where ${expectation.predicate}`;
  const values = expressionsOf(expectation);
  return values.length === 0 ? null : `select ${values.join(", ")} from ${qualified(table)}`;
}
