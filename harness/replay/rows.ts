import type pg from "pg";
import type { RowsInTheWay } from "../model/evidence.ts";
import { identifier, qualified } from "../sql/quote.ts";

export interface Relation {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** The qualified name, quoted. */
  readonly sql: string;
}

/** Finds a table as the session sees it: without a schema, along its search path. */
export async function relationOf(
  client: pg.Client,
  named: { readonly schema: string | null; readonly table: string | null },
): Promise<Relation | null> {
  if (named.table === null) return null;
  const name = named.schema === null ? identifier(named.table) : qualified({ schema: named.schema, name: named.table });
  const { rows } = await client.query<{ oid: number; schema: string; name: string }>(
    `select c.oid, n.nspname as schema, c.relname as name from pg_catalog.pg_class c
     join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = pg_catalog.to_regclass($1)`,
    [name],
  );
  return rows[0] === undefined ? null : { ...rows[0], sql: qualified(rows[0]) };
}

/** The columns of the primary key, in its order; none where there is no key. */
export async function primaryKey(client: pg.Client, { oid }: Relation): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select a.attname as name from pg_catalog.pg_constraint c, unnest(c.conkey) with ordinality k (attnum, position)
     join pg_catalog.pg_attribute a on a.attnum = k.attnum
     where c.contype = 'p' and c.conrelid = $1 and a.attrelid = $1 order by k.position`,
    [oid],
  );
  return rows.map(({ name }) => name);
}

const mostExamples = 5;
const longestExample = 200;

/** Counts the rows for which `where` holds and shows the first of them by key; null where there are none. */
export async function countRows(
  client: pg.Client,
  relation: Relation,
  { column, where, value }: { readonly column: string | null; readonly where: string; readonly value?: string },
): Promise<RowsInTheWay | null> {
  const key = await primaryKey(client, relation);
  const own = key.map((name) => `${identifier(relation.name)}.${identifier(name)}`);
  const shown = own.length === 0 ? [`${identifier(relation.name)}.*::text`] : own.map((name) => `${name}::text`);
  const { rows } = await client.query<(string | null)[]>({
    text: `SELECT count(*) OVER (), ${[...shown, ...(value === undefined ? [] : [value])].join(", ")}
           FROM ${relation.sql} WHERE ${where} ORDER BY ${(own.length === 0 ? shown : own).join(", ")} LIMIT ${mostExamples}`,
    rowMode: "array",
  });
  if (rows[0] === undefined) return null;
  const names = own.length === 0 ? [""] : key.map((name) => `${name}=`);
  const examples = rows.map(([, ...cells]) => {
    const identity = names.map((name, index) => `${name}${cells[index]}`).join(", ");
    return (value === undefined ? identity : `${identity}: ${cells.at(-1)}`).slice(0, longestExample);
  });
  return { schema: relation.schema, table: relation.name, column, count: Number(rows[0][0]), examples };
}
