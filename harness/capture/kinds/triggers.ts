import type { Trigger } from "../../model/catalog.ts";
import { guardSchema } from "../../model/guard.ts";
import { literal } from "../../sql/quote.ts";
import { bare, type CatalogKind, type OnRelation, query, userMade } from "./kind.ts";

export const triggers: CatalogKind<OnRelation<Trigger>> = {
  make: `create table made (id int);
    create trigger quiet before update on made for each row execute function suppress_redundant_updates_trigger()`,
  change: "alter table made disable trigger quiet",
  read: async (client) => {
    const rows = await query<Trigger & { relation: number }>(
      client,
      `select t.tgrelid as relation, t.oid, t.tgname as name,
         quote_ident(n.nspname) || '.' || quote_ident(p.proname) as function, p.prosrc as source, t.tgtype as type,
         case t.tgenabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica'
           else 'always' end as enabled,
         t.tgattr::int2[] as columns, pg_get_triggerdef(t.oid) as definition,
         substring(pg_get_triggerdef(t.oid) from ' WHEN \\((.*)\\) EXECUTE FUNCTION ') as when,
         ${bare("t.tgqual")} as stored,
         nullif(t.tgparentid, 0) as parent
       from pg_trigger t
       join pg_class c on c.oid = t.tgrelid
       join pg_proc p on p.oid = t.tgfoid join pg_namespace n on n.oid = p.pronamespace
       where (not t.tgisinternal or (t.tgparentid <> 0 and t.tgconstraint = 0)) and c.relpersistence <> 't'
         and n.nspname <> ${literal(guardSchema)} and ${userMade("pg_class", "c.oid", "c.relnamespace")}
       order by t.tgrelid, t.tgname collate "C"`,
    );
    return rows.map(({ relation, ...item }) => ({ relation, item }));
  },
};
