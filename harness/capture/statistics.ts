import type { Client } from "pg";
import type { ColumnShape, TableShape } from "../model/seed.ts";
import { userMade } from "./kinds/kind.ts";

interface Row {
  readonly table: string;
  readonly rows: number | null;
  readonly columns: Readonly<Record<string, ColumnShape>> | null;
  readonly hidden: boolean;
}

/** What a database knows of its rows without a look at one. */
export interface Statistics {
  /** Keyed "schema.table". */
  readonly shapes: Readonly<Record<string, TableShape>>;
  /** What is left out or incomplete; `table` is named as in `shapes`, and `why` goes on from its name. */
  readonly without: readonly { readonly table: string; readonly why: string }[];
}

/**
 * How many rows each table has and how its columns are filled, as the server last estimated it: no row is counted, and
 * no value leaves the database.
 */
export async function statistics(client: Client): Promise<Statistics> {
  const { rows: tables } = await client.query<Row>(sql);
  const shapes = tables.flatMap(({ table, rows, columns }) =>
    rows === null ? [] : [[table, { rows, columns: columns ?? {} }] as const],
  );
  return { shapes: Object.fromEntries(shapes), without: tables.flatMap(lackIn) };
}

/** Nothing where nothing is missing. */
function lackIn({ table, rows, columns, hidden }: Row): Statistics["without"] {
  if (rows === null) return [{ table, why: "was never analysed: run ANALYZE on it" }];
  if (hidden) {
    const why = "has statistics of columns that this user may not see: it lacks SELECT, or policies hide rows from it";
    return [{ table, why }];
  }
  return columns === null && rows > 0 ? [{ table, why: "has no statistics of its columns: run ANALYZE on it" }] : [];
}

/** Partitions are summed up in the table above them: nobody writes into them by name. */
const sql = `
  select n.nspname || '.' || c.relname as "table", r.rows, s.columns,
    row_security_active(c.oid) or exists (
      select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and not has_column_privilege(c.oid, a.attnum, 'select')) as hidden
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (
    select sum(case when leaf.reltuples >= 0 then leaf.reltuples::float8
      else nullif(pg_stat_get_live_tuples(leaf.oid), 0)::float8 end) as rows
    from pg_class leaf
    where leaf.oid = any (case c.relkind when 'r' then array[c.oid] else array(
      select relid::oid from pg_partition_tree(c.oid) where isleaf) end)
  ) r
  left join (
    select schemaname, tablename, inherited, jsonb_object_agg(attname, jsonb_build_object(
      'nulls', null_frac, 'distinct', nullif(n_distinct, 0), 'width', avg_width)) as columns
    from pg_stats group by schemaname, tablename, inherited
  ) s on s.schemaname = n.nspname and s.tablename = c.relname and s.inherited = (c.relkind = 'p')
  where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
    and ${userMade("pg_class", "c.oid", "c.relnamespace")}
  order by n.nspname collate "C", c.relname collate "C"`;
