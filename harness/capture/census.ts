import type { Client } from "pg";
import { guardSchema } from "../model/guard.ts";
import { literal } from "../sql/quote.ts";

/** How many tables and columns a database has, counted without a look at any of them. */
export interface Census {
  readonly tables: number;
  readonly columns: number;
  /** Those of them that extensions made. */
  readonly ofExtensions: { readonly tables: number; readonly columns: number };
}

/** Counts what the catalog is later held against, so that nothing is left out unseen. */
export async function census(client: Client): Promise<Census> {
  const { rows } = await client.query<{ member: boolean; tables: number; columns: number }>(
    `select member, count(*)::int as tables, coalesce(sum(columns), 0)::int as columns
    from (
      select
        exists (select from pg_catalog.pg_depend as d
          where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e') as member,
        (select count(*) from pg_catalog.pg_attribute as a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
      from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't'
        and n.nspname not in ('information_schema', ${literal(guardSchema)}) and n.nspname !~ '^pg_'
    ) as every
    group by member`,
  );
  const none = { tables: 0, columns: 0 };
  const of = (member: boolean) => rows.find((row) => row.member === member) ?? none;
  const [own, theirs] = [of(false), of(true)];
  return {
    tables: own.tables + theirs.tables,
    columns: own.columns + theirs.columns,
    ofExtensions: { tables: theirs.tables, columns: theirs.columns },
  };
}
