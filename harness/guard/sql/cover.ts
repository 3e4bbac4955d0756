import type { GuardFunction } from "./function.ts";

/**
 * Which of the guard's triggers a table is to have; none for what is temporary, or the server's. A transaction of
 * REPEATABLE READ may change a table which its queries do not find yet: what is due to that cannot be told, so it may not.
 */
const wanted: GuardFunction = {
  name: "wanted",
  parameters: "_rel oid",
  returns: "text[]",
  body: `
declare
  _schema text;
  _table text;
  _habit text;
  _unseen text[];
begin
  if not exists (select from pg_class where oid = _rel) then
    select object_names into _unseen from pg_identify_object_as_address('pg_class'::regclass, _rel, 0) where type = 'table';
    if found then
      perform holdfast_guard.keep(_unseen, 'is not seen by this transaction, which began before the table was made');
    end if;
  end if;
  select n.nspname, c.relname into _schema, _table from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.oid = _rel and c.relkind in ('r', 'p') and c.relpersistence <> 't'
     and left(n.nspname, 3) <> 'pg_' and n.nspname not in ('information_schema', 'holdfast_guard');
  if not found then
    return '{}';
  end if;
  if not exists (select from holdfast_guard.setting) then
    perform holdfast_guard.keep(array[_schema, _table], 'is not seen by this transaction, which began before it was installed');
  end if;
  select habit into _habit from holdfast_guard.ledger where schema_name = _schema and table_name = _table;
  return case
    when _habit = 'moves' then array['on_truncate', 'on_ledger', 'on_ledger_end']
    when _habit = 'append' then array['on_truncate', 'on_ledger']
    when (select tables from holdfast_guard.setting) = 'all'
      or exists (select from holdfast_guard.listed where schema_name = _schema and table_name = _table)
    then array['on_truncate']
    else '{}'
  end;
end
`,
};

/**
 * Those that it lacks, or that do not fire always. They are known by their function: their names can be changed, and
 * nobody else may make a trigger of that function.
 */
const lacking: GuardFunction = {
  name: "lacking",
  parameters: "_rel oid",
  returns: "text[]",
  body: `
begin
  return array(
    select name from unnest(holdfast_guard.wanted(_rel)) as name
     where not exists (
       select from pg_trigger
        where tgrelid = _rel and tgenabled = 'A' and tgfoid = format('holdfast_guard.%I()', name)::regprocedure
     )
  );
end
`,
};

/**
 * Makes the triggers that a table lacks. With _mend those that are disabled fire again as well; without, they stay as
 * they are, for the caller to refuse.
 */
const cover: GuardFunction = {
  name: "cover",
  parameters: "_rel oid, _mend boolean",
  returns: "void",
  body: `
declare
  _name text;
  _trigger name;
  _object text[];
begin
  select array[n.nspname, c.relname] into _object from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.oid = _rel;
  -- Each CREATE TRIGGER below is a command that the guard looks at as well.
  insert into holdfast_guard.covering (rel, xid) values (_rel, pg_current_xact_id());
  foreach _name in array holdfast_guard.lacking(_rel) loop
    select tgname into _trigger from pg_trigger
     where tgrelid = _rel and tgfoid = format('holdfast_guard.%I()', _name)::regprocedure;
    continue when found and not _mend;
    if not found then
      _trigger := replace(_name, 'on_', 'holdfast_');
      execute format(
        case _name
          when 'on_truncate' then 'create trigger %I before truncate on %I.%I for each statement execute function holdfast_guard.%I()'
          when 'on_ledger' then 'create trigger %I after insert or update or delete on %I.%I for each row execute function holdfast_guard.%I()'
          else 'create constraint trigger %I after delete on %I.%I deferrable initially deferred for each row execute function holdfast_guard.%I()'
        end, _trigger, _object[1], _object[2], _name);
    end if;
    execute format('alter table %I.%I enable always trigger %I', _object[1], _object[2], _trigger);
  end loop;
  delete from holdfast_guard.covering where rel = _rel;
exception
  when duplicate_object then
    perform holdfast_guard.keep(_object, format('has another trigger in its place: %s', quote_ident(_trigger)));
  when insufficient_privilege then
    insert into holdfast_guard.uncovered (rel) values (_rel) on conflict do nothing;
    raise warning using message = format('the guard lacks the right to cover %s: %s', holdfast_guard.shown(_object), sqlerrm);
end
`,
};

export const coverFunctions: readonly GuardFunction[] = [wanted, lacking, cover];
