import type { GuardFunction } from "./function.ts";

/** Writes down what a ledger recorded before the guard came: what it holds, and what is known of it besides. */
export const remember: GuardFunction = {
  name: "remember",
  parameters: "_schema text, _table text, _keys text[]",
  returns: "void",
  body: `
declare
  _rel oid;
  _column text;
begin
  select c.oid, l.key_column into _rel, _column
    from holdfast_guard.ledger l join pg_namespace n on n.nspname = l.schema_name
    join pg_class c on c.relnamespace = n.oid and c.relname = l.table_name and c.relkind in ('r', 'p')
   where l.schema_name = _schema and l.table_name = _table;
  -- As in key_of: a type of somebody else's is not read.
  if exists (
    select from pg_attribute a join pg_type t on t.oid = a.atttypid join pg_namespace n on n.oid = t.typnamespace
     where a.attrelid = _rel and a.attname = _column and t.typtype = 'b' and n.nspname = 'pg_catalog'
  ) then
    execute format('select $1 || array(select %I::text from %I.%I where %1$I is not null)', _column, _schema, _table)
      into _keys using _keys;
  end if;
  insert into holdfast_guard.recorded (schema_name, table_name, key)
  select distinct _schema, _table, key from unnest(_keys) as key
   where not exists (
     select from holdfast_guard.recorded r where r.schema_name = _schema and r.table_name = _table and r.key = key.key
   );
end
`,
};
