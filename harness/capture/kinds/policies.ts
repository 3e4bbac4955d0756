import type { Policy } from "../../model/catalog.ts";
import { bare, type CatalogKind, type OnRelation, query } from "./kind.ts";

export const policies: CatalogKind<OnRelation<Policy>> = {
  make: "create table made (id int); create policy small on made using (id < 10)",
  change: "alter policy small on made using (true)",
  read: async (client) => {
    const rows = await query<Policy & { relation: number }>(
      client,
      `select p.polrelid as relation, p.oid, p.polname as name, p.polpermissive as permissive,
         case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
           when 'd' then 'delete' else 'all' end as command,
         array(select case when r = 0 then 'public' else pg_get_userbyid(r)::text end
               from unnest(p.polroles) r order by 1) as roles,
         pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check,
         concat(${bare("p.polqual")}, ' / ', ${bare("p.polwithcheck")}) as stored,
         -- A body in standard SQL is kept as a tree, on servers that know it.
         (select coalesce(jsonb_agg(jsonb_build_object(
             'name', quote_ident(n.nspname) || '.' || quote_ident(f.proname),
             'source', concat_ws(' ', case when f.prosecdef then 'security definer' end, f.proconfig::text,
               coalesce(to_jsonb(f) ->> 'prosqlbody', f.prosrc)))
             order by n.nspname collate "C", f.proname collate "C", f.oid), '[]')
           from pg_proc f join pg_namespace n on n.oid = f.pronamespace
           where n.nspname <> 'pg_catalog' and f.oid in (
             select refobjid from pg_depend where classid = 'pg_policy'::regclass and objid = p.oid
               and refclassid = 'pg_proc'::regclass)) as functions
       from pg_policy p order by p.polrelid, p.polname collate "C"`,
    );
    return rows.map(({ relation, ...item }) => ({ relation, item }));
  },
};
