import type { Constraint } from "../../model/catalog.ts";
import { bare, type CatalogKind, type OnRelation, query, userMade } from "./kind.ts";

interface Row extends Omit<Constraint, "references"> {
  readonly relation: number;
  readonly target: number;
  readonly targetColumns: readonly number[] | null;
  readonly onDelete: NonNullable<Constraint["references"]>["onDelete"];
  readonly matchFull: boolean;
}

export const constraints: CatalogKind<OnRelation<Constraint>> = {
  make: "create table made (id int constraint positive check (id > 0))",
  change: "alter table made drop constraint positive, add constraint positive check (id > 0) not valid",
  read: async (client) => {
    const rows = await query<Row>(
      client,
      `select k.conrelid as relation, k.oid, k.conname as name,
         case k.contype when 'p' then 'primary' when 'u' then 'unique' when 'f' then 'foreign'
           when 'c' then 'check' when 'x' then 'exclusion' end as kind,
         coalesce(k.conkey, '{}') as columns, pg_get_constraintdef(k.oid) as definition,
         k.convalidated as validated, k.condeferrable as deferrable,
         k.confrelid as target, k.confkey as "targetColumns",
         case k.confdeltype when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade'
           when 'n' then 'set null' when 'd' then 'set default' end as "onDelete",
         k.confmatchtype = 'f' as "matchFull",
         case when k.contype = 'c' then pg_get_expr(k.conbin, k.conrelid) end as expression,
         case k.contype when 'c' then ${bare("k.conbin")}
           when 'x' then (select concat_ws(' / ', i.indkey, k.conexclop::text, ${bare("i.indexprs")}, ${bare("i.indpred")})
             from pg_index i where i.indexrelid = k.conindid) end as stored
       from pg_constraint k join pg_class c on c.oid = k.conrelid
       where k.contype in ('p', 'u', 'f', 'c', 'x') and c.relpersistence <> 't'
         -- Postgres keeps a copy of a foreign key for every partition that it points at.
         and not (k.contype = 'f' and k.conparentid <> 0
           and exists (select from pg_class target where target.oid = k.confrelid and target.relispartition))
         and ${userMade("pg_class", "c.oid", "c.relnamespace")}
       order by k.conrelid, k.conname collate "C", k.oid`,
    );
    return rows.map(({ relation, target, targetColumns, onDelete, matchFull, ...rest }) => ({
      relation,
      item: {
        ...rest,
        references:
          rest.kind === "foreign" ? { relation: target, columns: targetColumns ?? [], onDelete, matchFull } : null,
      },
    }));
  },
};
