import type pg from "pg";
import type { DatabaseFailure, RowsInTheWay } from "../model/evidence.ts";
import { type Alteration, alterations, type ChangedType, indexPredicate } from "../sql/alterations.ts";
import { databaseFailure } from "../sql/failure.ts";
import { identifier, literal } from "../sql/quote.ts";
import { countRows, primaryKey, type Relation, relationOf } from "./rows.ts";
import type { Stopped } from "./statements.ts";

/**
 * Finds the rows that stop a statement: runs what came before it again, looks, and rolls back.
 *
 * @param client On a database where the statements have not run yet.
 * @returns Null where the failure is not about rows, or nothing can be said about them.
 */
export async function rowsInTheWay(
  client: pg.Client,
  statements: readonly { readonly sql: string }[],
  { failedAt, failure }: Stopped,
): Promise<RowsInTheWay | null> {
  const before = failedAt === "commit" ? statements : statements.slice(0, failedAt);
  const statement = failedAt === "commit" ? undefined : statements[failedAt];
  await client.query("BEGIN");
  try {
    for (const { sql } of before) await client.query(sql);
    return await look(client, statement ?? { sql: "" }, failure);
  } catch (error) {
    // An expression that cannot be asked on its own is no reason to lose the finding.
    if (databaseFailure(error) === null) throw error;
    return asTold(failure);
  } finally {
    await client.query("ROLLBACK");
  }
}

async function look(
  client: pg.Client,
  statement: { readonly sql: string },
  failure: DatabaseFailure,
): Promise<RowsInTheWay | null> {
  const asked = await alterations(statement);
  switch (failure.sqlstate) {
    case "23502":
      return (await nullRows(client, failure)) ?? asTold(failure);
    case "23505":
      return (await duplicates(client, await indexPredicate(statement), failure)) ?? asTold(failure);
    case "23514":
      return (await violating(client, asked, failure)) ?? asTold(failure);
    case "23503":
      return (await orphans(client, asked)) ?? asTold(failure);
    default:
      return failure.sqlstate.startsWith("22") ? uncastable(client, asked) : asTold(failure);
  }
}

/** What the server itself says about one row: "Key (id)=(7) …", "Failing row contains …". */
function asTold({ sqlstate, schema, table, column, detail }: DatabaseFailure): RowsInTheWay | null {
  if (!sqlstate.startsWith("23") || schema === null || table === null || detail === null) return null;
  return { schema, table, column, count: null, examples: [detail] };
}

/** A row that is being written has its "null value in column"; this is about rows that are there. */
async function nullRows(client: pg.Client, failure: DatabaseFailure): Promise<RowsInTheWay | null> {
  const relation = await relationOf(client, failure);
  if (relation === null || failure.column === null || !/contains null values/.test(failure.message)) return null;
  const known = await client.query(
    "select from pg_catalog.pg_attribute where attrelid = $1 and attname = $2 and not attisdropped",
    [relation.oid, failure.column],
  );
  // A column that is yet to be added, without a default, is null in every row.
  const where = known.rowCount === 0 ? "true" : `${identifier(relation.name)}.${identifier(failure.column)} IS NULL`;
  return countRows(client, relation, { column: failure.column, where });
}

async function duplicates(
  client: pg.Client,
  predicate: string | null,
  failure: DatabaseFailure,
): Promise<RowsInTheWay | null> {
  const relation = await relationOf(client, failure);
  // The server prints the key as SQL.
  const key = /^Key \((.*?)\)=\(.*\) is duplicated\.$/s.exec(failure.detail ?? "")?.[1];
  if (relation === null || key === undefined) return null;
  const { rows } = await client.query<{ value: string; times: string; total: string }>(
    `SELECT ROW(${key})::text AS value, count(*) AS times, sum(count(*)) OVER () AS total FROM ${relation.sql}
     WHERE pg_catalog.num_nulls(${key}) = 0 AND (${predicate ?? "true"})
     GROUP BY ${key} HAVING count(*) > 1 ORDER BY 1 LIMIT 5`,
  );
  if (rows[0] === undefined) return null;
  const examples = rows.map(({ value, times }) => `(${key})=${value} ${times} times`);
  return {
    schema: relation.schema,
    table: relation.name,
    column: failure.column,
    count: Number(rows[0].total),
    examples,
  };
}

async function violating(
  client: pg.Client,
  asked: readonly Alteration[],
  failure: DatabaseFailure,
): Promise<RowsInTheWay | null> {
  const relation = await relationOf(client, failure);
  if (relation === null || !/violated by some row/.test(failure.message)) return null;
  const added = asked.flatMap((one) =>
    one.kind === "check" && (one.constraint ?? failure.constraint) === failure.constraint ? one.expression : [],
  );
  const expressions = added.length > 0 ? added : await storedChecks(client, relation, failure.constraint);
  for (const expression of expressions) {
    const found = await countRows(client, relation, { column: failure.column, where: `NOT (${expression})` });
    if (found !== null) return found;
  }
  return null;
}

async function storedChecks(client: pg.Client, relation: Relation, name: string | null): Promise<readonly string[]> {
  const { rows } = await client.query<{ expression: string }>(
    "select pg_catalog.pg_get_expr(conbin, conrelid) as expression from pg_catalog.pg_constraint where contype = 'c' and conrelid = $1 and conname = $2",
    [relation.oid, name],
  );
  return rows.map(({ expression }) => expression);
}

async function orphans(client: pg.Client, asked: readonly Alteration[]): Promise<RowsInTheWay | null> {
  for (const one of asked) {
    const relation = one.kind === "reference" ? await relationOf(client, one) : null;
    const target = one.kind === "reference" ? await relationOf(client, one.to) : null;
    if (one.kind !== "reference" || relation === null || target === null) continue;
    const toColumns = one.toColumns.length > 0 ? one.toColumns : await primaryKey(client, target);
    const own = one.columns.map((column) => `${identifier(relation.name)}.${identifier(column)}`);
    const same = own.map((column, index) => `parent.${identifier(toColumns[index] ?? "")} = ${column}`);
    const where = `pg_catalog.num_nulls(${own.join(", ")}) = 0 AND NOT EXISTS (SELECT FROM ${target.sql} AS parent WHERE ${same.join(" AND ")})`;
    const column = one.columns.length === 1 ? (one.columns[0] ?? null) : null;
    const found = await countRows(client, relation, { column, where, value: `ROW(${own.join(", ")})::text` });
    if (found !== null) return found;
  }
  return null;
}

async function uncastable(client: pg.Client, asked: readonly Alteration[]): Promise<RowsInTheWay | null> {
  for (const one of asked) {
    const relation = one.kind === "type" ? await relationOf(client, one) : null;
    if (one.kind !== "type" || relation === null) continue;
    await client.query(castingFunction(relation, one));
    const row = identifier(relation.name);
    const found = await countRows(client, relation, {
      column: one.column,
      where: `NOT pg_temp.holdfast_casts(${row}.*)`,
      value: `${row}.${identifier(one.column)}::text`,
    });
    if (found !== null) return found;
  }
  return null;
}

/** Tries one row. An assignment, as ALTER TYPE makes: an explicit cast would cut a text to length in silence. */
function castingFunction(relation: Relation, { column, type, using }: ChangedType): string {
  const body = `#variable_conflict use_column
    DECLARE target ${type};
    BEGIN
      SELECT (${using ?? identifier(column)}) INTO target FROM (SELECT (given_row).*) AS ${identifier(relation.name)};
      RETURN true;
    EXCEPTION WHEN others THEN RETURN false;
    END`;
  return `CREATE OR REPLACE FUNCTION pg_temp.holdfast_casts(given_row ${relation.sql}) RETURNS boolean LANGUAGE plpgsql AS ${literal(body)}`;
}
