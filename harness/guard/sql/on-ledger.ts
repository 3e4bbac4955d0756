import type { GuardFunction } from "./function.ts";

/**
 * What a row of a ledger says in its key column. Types of others are not read: their casts would run with the rights of
 * the guard's owner.
 */
const keyOf: GuardFunction = {
  name: "key_of",
  parameters: "_rel oid, _row anyelement",
  returns: "text",
  body: `
declare
  _column text;
  _object text[];
  _key text;
begin
  select array[l.schema_name, l.table_name], l.key_column into _object, _column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    join holdfast_guard.ledger l on l.schema_name = n.nspname and l.table_name = c.relname
   where c.oid = _rel;
  if not exists (
    select from pg_attribute a join pg_type t on t.oid = a.atttypid join pg_namespace n on n.oid = t.typnamespace
     where a.attrelid = _rel and a.attname = _column and t.typtype = 'b' and n.nspname = 'pg_catalog'
  ) then
    perform holdfast_guard.keep(_object, format('needs the column %s, of a type of PostgreSQL''s own', quote_ident(_column)));
  end if;
  execute format('select ($1).%I::text', _column) into _key using _row;
  return _key;
end
`,
};

/** Whether an UPDATE only filled what was NULL. Compared are bytes, so that nothing of a type's owner is called. */
const onlyFills: GuardFunction = {
  name: "only_fills",
  parameters: "_rel oid, _old anyelement, _new anyelement",
  returns: "boolean",
  body: `
declare
  _column name;
  _differs boolean;
begin
  for _column in select attname from pg_attribute where attrelid = _rel and attnum > 0 and not attisdropped loop
    execute format('select not (($1).%1$I is null) and row(($1).%1$I)::record *<> row(($2).%1$I)::record', _column)
      into _differs using _old, _new;
    if _differs then
      return false;
    end if;
  end loop;
  return true;
end
`,
};

/**
 * Writes down what each transaction records, and refuses what a ledger of its habit never does: "append" loses and
 * changes no row, "moves" comes to no key that it had before. It fires after the row is written: nothing changes it then.
 */
const onLedger: GuardFunction = {
  name: "on_ledger",
  parameters: "",
  returns: "trigger",
  body: `
declare
  _object text[] := array[tg_table_schema, tg_table_name];
  _habit text;
  _key text;
  _old text;
begin
  select habit into _habit from holdfast_guard.ledger where schema_name = tg_table_schema and table_name = tg_table_name;
  if tg_op <> 'INSERT' then
    _old := holdfast_guard.key_of(tg_relid, old);
  end if;
  if tg_op <> 'DELETE' then
    _key := holdfast_guard.key_of(tg_relid, new);
  end if;
  if _habit = 'append' and tg_op = 'DELETE' then
    perform holdfast_guard.refuse('ledger', _object, 'delete rows of the ledger');
  elsif _habit = 'append' and tg_op = 'UPDATE' and not holdfast_guard.only_fills(tg_relid, old, new) then
    perform holdfast_guard.refuse('ledger', _object, 'update rows of the ledger');
  elsif _habit = 'moves' and tg_op = 'UPDATE' and _key is null and _old is not null then
    perform holdfast_guard.refuse('ledger', _object, 'update rows of the ledger');
  elsif _habit = 'moves' and tg_op <> 'INSERT' and _old is distinct from _key then
    update holdfast_guard.recorded set left_again = true
     where schema_name = tg_table_schema and table_name = tg_table_name and key = _old and xid = pg_current_xact_id();
  end if;
  if _key is null or _key is not distinct from _old then
    return null;
  end if;
  if _habit = 'moves' and exists (
    select from holdfast_guard.recorded
     where schema_name = tg_table_schema and table_name = tg_table_name and key = _key
  ) then
    perform holdfast_guard.refuse('ledger', _object, format('go back to %s in the ledger', quote_ident(_key)));
  end if;
  insert into holdfast_guard.recorded (schema_name, table_name, key, xid, began)
  values (tg_table_schema, tg_table_name, _key, pg_current_xact_id(), transaction_timestamp());
  return null;
end
`,
};

/**
 * Of a ledger that moves, rows go when branches meet: the same transaction then records something new, and that stands
 * when it ends.
 */
const onLedgerEnd: GuardFunction = {
  name: "on_ledger_end",
  parameters: "",
  returns: "trigger",
  body: `
begin
  if not exists (
    select from holdfast_guard.recorded
     where schema_name = tg_table_schema and table_name = tg_table_name
       and xid = pg_current_xact_id() and began = transaction_timestamp() and not left_again
  ) then
    perform holdfast_guard.refuse('ledger', array[tg_table_schema, tg_table_name]::text[], 'delete rows of the ledger');
  end if;
  return null;
end
`,
};

export const ledgerFunctions: readonly GuardFunction[] = [keyOf, onlyFills, onLedger, onLedgerEnd];
