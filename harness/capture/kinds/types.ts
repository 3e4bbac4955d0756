import type { UserType } from "../../model/catalog.ts";
import { type CatalogKind, query, userMade } from "./kind.ts";

/**
 * Types that a user made, and every type that a column uses, directly or through another one
 * (element, domain base, range subtype, attribute): built-in arrays and ranges are among them.
 * The recursion keeps duplicates, which the server then needs no table of the estimated size for; it
 * ends because PostgreSQL lets no type be a part of itself.
 */
export const types: CatalogKind<UserType> = {
  make: "create type made as enum ('a', 'b')",
  change: "alter type made rename value 'a' to 'c'",
  read: (client) =>
    query<UserType>(
      client,
      `select t.oid, n.nspname as schema, t.typname as name,
         case when t.typcategory = 'A' and t.typelem <> 0 then 'array'
           else case t.typtype when 'e' then 'enum' when 'c' then 'composite' when 'd' then 'domain'
             when 'r' then 'range' when 'm' then 'multirange' else 'base' end end as kind,
         coalesce((select jsonb_agg(jsonb_build_object('oid', e.oid::bigint, 'label', e.enumlabel) order by e.enumsortorder)
           from pg_enum e where e.enumtypid = t.oid), '[]') as labels,
         coalesce((select jsonb_agg(jsonb_build_object('attnum', a.attnum, 'name', a.attname,
             'type', format_type(a.atttypid, a.atttypmod), 'typeOid', a.atttypid::bigint, 'typeModifier', a.atttypmod)
             order by a.attnum)
           from pg_attribute a where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped),
           '[]') as attributes,
         b.oid as base, format_type(b.oid, t.typtypmod) as "baseType", t.typtypmod as "baseModifier",
         t.typnotnull as "notNull", coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) as default,
         coalesce((select jsonb_agg(jsonb_build_object('oid', k.oid::bigint, 'name', k.conname, 'expression', pg_get_expr(k.conbin, 0))
             order by k.conname collate "C")
           from pg_constraint k where k.contypid = t.oid and k.contype = 'c'), '[]') as checks
       from (
         -- Not at the head: who looks at a live database leaves SELECT and nothing else in its log.
         with recursive part_of(oid) as (
           select t.oid from pg_type t left join pg_class r on r.oid = t.typrelid
           where t.typtype in ('e', 'd', 'r', 'c') and (t.typtype <> 'c' or r.relkind = 'c')
             and ${userMade("pg_type", "t.oid", "t.typnamespace")}
           union
           select a.atttypid from pg_attribute a join pg_class c on c.oid = a.attrelid
           where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'
             and ${userMade("pg_class", "c.oid", "c.relnamespace")}
           union all
           select part from part_of join pg_type t on t.oid = part_of.oid, lateral (
             select t.typelem where t.typcategory = 'A'
             union all select t.typbasetype where t.typtype = 'd'
             union all select rngsubtype from pg_range where rngtypid = t.oid
             union all select rngtypid from pg_range where rngmultitypid = t.oid
             union all select a.atttypid from pg_attribute a
               where a.attrelid = t.typrelid and t.typtype = 'c' and a.attnum > 0 and not a.attisdropped
           ) parts(part) where part <> 0
         ) select distinct oid from part_of
       ) used join pg_type t on t.oid = used.oid join pg_namespace n on n.oid = t.typnamespace
       left join pg_type b on b.oid = case
         when t.typcategory = 'A' and t.typelem <> 0 then t.typelem
         when t.typtype = 'd' then t.typbasetype
         when t.typtype = 'r' then (select rngsubtype from pg_range where rngtypid = t.oid)
         when t.typtype = 'm' then (select rngtypid from pg_range where rngmultitypid = t.oid) end
       order by n.nspname collate "C", t.typname collate "C"`,
    ),
};
