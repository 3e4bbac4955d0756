import type { Relation } from "../../model/catalog.ts";
import { bare, type CatalogKind, query, sortedAcl, userMade } from "./kind.ts";

/** A relation without what stands on it. */
export type BareRelation = Omit<Relation, "columns" | "constraints" | "indexes" | "policies" | "triggers">;

export const relations: CatalogKind<BareRelation> = {
  make: "create table made (id int)",
  change: "alter table made enable row level security",
  read: (client) =>
    query<BareRelation>(
      client,
      `select c.oid, n.nspname as schema, c.relname as name, c.relkind::text as kind,
         case c.relpersistence when 'u' then 'unlogged' when 't' then 'temporary' else 'permanent' end as persistence,
         pg_get_userbyid(c.relowner) as owner, c.relispopulated as populated,
         case when c.relispartition then (select inhparent from pg_inherits where inhrelid = c.oid) end as "partitionOf",
         pg_get_expr(c.relpartbound, c.oid) as "partitionBound",
         case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as "partitionKey",
         case when c.relispartition then '{}' else array(
           select inhparent from pg_inherits where inhrelid = c.oid order by inhseqno) end as inherits,
         c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as "forceRowSecurity",
         ${sortedAcl("c.relacl")} as grants,
         case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end as "viewDefinition",
         case when c.relkind in ('v', 'm') then (
           -- Without the names that tables and columns had when the view was made.
           select md5(regexp_replace(${bare("w.ev_action")}, ' :(alias|eref) (<>|\\{ALIAS[^}]*\\})', '', 'g')) from pg_rewrite w
           where w.ev_class = c.oid and w.rulename = '_RETURN') end as "viewStored",
         array(select option from unnest(c.reloptions) option order by option collate "C") as options,
         (select coalesce(jsonb_agg(jsonb_build_object(
             'oid', w.oid::bigint, 'name', w.rulename, 'definition', pg_get_ruledef(w.oid),
             'enabled', case w.ev_enabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica'
               else 'always' end) order by w.rulename collate "C"), '[]')
           from pg_rewrite w where w.ev_class = c.oid and w.rulename <> '_RETURN') as rules
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relpersistence <> 't'
         and ${userMade("pg_class", "c.oid", "c.relnamespace")}
       order by n.nspname collate "C", c.relname collate "C"`,
    ),
};
