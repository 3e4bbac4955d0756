import type { Column } from "../../model/catalog.ts";
import { type CatalogKind, type OnRelation, query, sortedAcl, userMade } from "./kind.ts";

export const columns: CatalogKind<OnRelation<Column>> = {
  make: "create table made (id int)",
  change: "alter table made alter column id set default 7",
  read: async (client) => {
    const rows = await query<Column & { relation: number }>(
      client,
      `select a.attrelid as relation, a.attnum, a.attname as name,
         format_type(a.atttypid, a.atttypmod) as type, a.atttypid as "typeOid", a.atttypmod as "typeModifier",
         a.attnotnull as "notNull", pg_get_expr(d.adbin, d.adrelid) as default,
         case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' end as generated,
         case a.attidentity when 'a' then 'always' when 'd' then 'default' end as identity,
         case when a.attcollation <> t.typcollation then (
           select quote_ident(cn.nspname) || '.' || quote_ident(collname) from pg_collation co
           join pg_namespace cn on cn.oid = co.collnamespace where co.oid = a.attcollation) end as collation,
         coalesce(
           case when a.attidentity <> '' then (
             select objid from pg_depend where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass
               and refobjid = a.attrelid and refobjsubid = a.attnum and deptype = 'i'
               and exists (select from pg_class s where s.oid = objid and s.relkind = 'S') limit 1) end,
           (select refobjid from pg_depend where classid = 'pg_attrdef'::regclass and objid = d.oid
              and refclassid = 'pg_class'::regclass
              and exists (select from pg_class s where s.oid = refobjid and s.relkind = 'S') order by refobjid limit 1)) as sequence,
         ${sortedAcl("a.attacl")} as grants
       from pg_attribute a
       join pg_class c on c.oid = a.attrelid
       join pg_type t on t.oid = a.atttypid
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'
         and ${userMade("pg_class", "c.oid", "c.relnamespace")}
       order by a.attrelid, a.attnum`,
    );
    return rows.map(({ relation, ...item }) => ({ relation, item }));
  },
};
