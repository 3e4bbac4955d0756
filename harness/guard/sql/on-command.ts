import type { GuardFunction } from "./function.ts";

/**
 * Sees to it that a table which a command touched has the triggers that are due to it: what is new is covered, and what
 * lost one is refused. Also what would put a ledger out of sight under another name.
 */
const judge: GuardFunction = {
  name: "judge",
  parameters: "_rel oid, _renames_column boolean",
  returns: "void",
  body: `
declare
  _object text[];
begin
  if exists (select from holdfast_guard.covering where rel = _rel and xid = pg_current_xact_id()) then
    return;
  end if;
  select array[n.nspname, c.relname] into _object from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where c.oid = _rel;
  if exists (select from pg_trigger where tgrelid = _rel and tgfoid = 'holdfast_guard.on_ledger()'::regprocedure) then
    if not exists (select from holdfast_guard.ledger where schema_name = _object[1] and table_name = _object[2]) then
      perform holdfast_guard.keep(_object, 'keeps the ledger where it is, under its own name');
    elsif _renames_column then
      perform holdfast_guard.keep(_object, 'keeps the names of the ledger''s columns');
    end if;
  end if;
  -- A table that is covered because it was listed stays so under another name.
  insert into holdfast_guard.listed (schema_name, table_name)
  select _object[1], _object[2] from holdfast_guard.setting
   where tables = 'listed' and not 'on_truncate' = any (holdfast_guard.wanted(_rel)) and exists (
     select from pg_trigger where tgrelid = _rel and tgfoid = 'holdfast_guard.on_truncate()'::regprocedure
   );
  if cardinality(holdfast_guard.lacking(_rel)) = 0 then
    return;
  end if;
  perform holdfast_guard.cover(_rel, false);
  if cardinality(holdfast_guard.lacking(_rel)) > 0 and not exists (select from holdfast_guard.uncovered where rel = _rel) then
    perform holdfast_guard.keep(_object, 'cannot be taken off');
  end if;
end
`,
};

/** A column is renamed in all that inherits it, and a command tells of the table above only. */
const judgeBelow: GuardFunction = {
  name: "judge_below",
  parameters: "_rel oid",
  returns: "void",
  body: `
begin
  perform holdfast_guard.judge(inhrelid, true), holdfast_guard.judge_below(inhrelid) from pg_inherits where inhparent = _rel;
end
`,
};

/** Fires after every command. What extensions make of their own is theirs. */
const onCommand: GuardFunction = {
  name: "on_command",
  parameters: "",
  returns: "event_trigger",
  body: `
declare
  _done record;
begin
  for _done in
    select distinct classid, command_tag, command_tag like 'ALTER %' and object_type = 'table column' as renames_column,
           case classid when 'pg_trigger'::regclass then (select tgrelid from pg_trigger where oid = objid) else objid end as id
      from pg_event_trigger_ddl_commands()
     where classid in ('pg_class'::regclass, 'pg_trigger'::regclass, 'pg_namespace'::regclass) and objid is not null
       and not in_extension and schema_name is distinct from 'pg_temp' and schema_name is distinct from 'holdfast_guard'
  loop
    if _done.classid <> 'pg_namespace'::regclass then
      perform holdfast_guard.judge(_done.id, _done.renames_column);
      if _done.renames_column then
        perform holdfast_guard.judge_below(_done.id);
      end if;
    elsif _done.command_tag = 'ALTER SCHEMA' then
      perform holdfast_guard.judge(oid, false) from pg_class where relnamespace = _done.id and relkind in ('r', 'p');
    end if;
  end loop;
  perform holdfast_guard.untied();
end
`,
};

export const commandFunctions: readonly GuardFunction[] = [judge, judgeBelow, onCommand];
