import type { Index } from "../../model/catalog.ts";
import { type CatalogKind, type OnRelation, query, userMade } from "./kind.ts";

export const indexes: CatalogKind<OnRelation<Index>> = {
  make: "create table made (id int); create index made_id on made (id)",
  change: "drop index made_id; create index made_id on made (id) where id > 0",
  read: async (client) => {
    const rows = await query<Index & { relation: number }>(
      client,
      `select i.indrelid as relation, i.indexrelid as oid, x.relname as name, i.indisunique as unique,
         i.indisprimary as primary, i.indisvalid as valid,
         (i.indkey::int2[])[0:i.indnkeyatts - 1] as columns,
         coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false) as "nullsNotDistinct",
         i.indimmediate as immediate, pg_get_expr(i.indpred, i.indrelid) as predicate,
         pg_get_indexdef(i.indexrelid) as definition
       from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
       where c.relpersistence <> 't' and ${userMade("pg_class", "c.oid", "c.relnamespace")}
       order by i.indrelid, x.relname collate "C"`,
    );
    return rows.map(({ relation, ...item }) => ({ relation, item }));
  },
};
