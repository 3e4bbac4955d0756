import type { GuardFunction } from "./function.ts";

/**
 * Refuses that a table, a column or an attribute hangs on what is temporary: a column of a temporary type, say. What is
 * temporary goes at COMMIT, with DISCARD or when its session ends, takes along what hangs on it, and no event trigger fires.
 */
export const untied: GuardFunction = {
  name: "untied",
  parameters: "",
  returns: "void",
  body: `
declare
  _tied record;
begin
  if pg_my_temp_schema() = 0 then
    return;
  end if;
  for _tied in
    with recursive going (classid, objid, objsubid) as (
      select classid, objid, objsubid from pg_depend
       where refclassid = 'pg_namespace'::regclass and refobjid = pg_my_temp_schema()
      union
      select d.classid, d.objid, d.objsubid from going g
        join pg_depend d on d.refclassid = g.classid and d.refobjid = g.objid and (g.objsubid = 0 or g.objsubid = d.refobjsubid)
    ), whole (rel, attnum) as (
      select objid, objsubid from going where classid = 'pg_class'::regclass
      union
      -- A generated column goes with what generates it.
      select d.refobjid, d.refobjsubid from going g join pg_depend d using (classid, objid)
       where d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
    )
    select array[n.nspname, c.relname, a.attname] as object
      from whole w join pg_class c on c.oid = w.rel join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = w.rel and a.attnum = w.attnum and a.attnum > 0
     where c.relkind in ('r', 'p', 'c') and c.relnamespace <> pg_my_temp_schema()
     order by 1
  loop
    perform holdfast_guard.refuse('drop', array_remove(_tied.object::text[], null), 'tie to what is temporary');
  end loop;
end
`,
};
