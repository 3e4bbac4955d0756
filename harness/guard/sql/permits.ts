import type { GuardFunction } from "./function.ts";

/** Uses up the oldest permit that is open for an action on an object, and says whether there was one. */
const usePermit: GuardFunction = {
  name: "use_permit",
  parameters: "_action text, _object text[]",
  returns: "boolean",
  body: `
declare
  _id bigint;
begin
  -- Whoever comes at the same time waits here, and then finds it used.
  select id into _id from holdfast_guard.permit
   where action = _action and object = _object and used_at is null
     and expires >= (clock_timestamp() at time zone 'UTC')::date
   order by id limit 1 for update;
  if _id is null then
    return false;
  end if;
  update holdfast_guard.permit
     set used_at = clock_timestamp(), used_by = session_user, used_for = left(current_query(), 1000)
   where id = _id;
  return true;
end
`,
};

/** Why no permit opened the gate: of those for this action on this object, the last one. */
const whyNoPermit: GuardFunction = {
  name: "why_no_permit",
  parameters: "_action text, _object text[]",
  returns: "text",
  body: `
declare
  _last holdfast_guard.permit;
begin
  select * into _last from holdfast_guard.permit where action = _action and object = _object order by id desc limit 1;
  return case
    when _last.id is null then 'No permit for it was granted.'
    when _last.used_at is not null then
      format('Its permit for %s is used up since %s.', _last.migration, to_char(_last.used_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'))
    else format('Its permit for %s held until %s.', _last.migration, to_char(_last.expires, 'YYYY-MM-DD'))
  end;
end
`,
};

/**
 * Refuses, unless there is a permit. The error says what of: schema, table and column are those of the object, so that
 * nobody needs to read its text.
 */
const refuse: GuardFunction = {
  name: "refuse",
  parameters: "_action text, _object text[], _what text",
  returns: "void",
  body: `
begin
  if holdfast_guard.use_permit(_action, _object) then
    return;
  end if;
  raise exception using
    errcode = 'HF001',
    message = format('the guard refuses to %s %s', _what, holdfast_guard.shown(_object)),
    detail = holdfast_guard.why_no_permit(_action, _object),
    hint = case _action
      when 'ledger' then 'Go forward with a new migration: what has run once is not taken back.'
      else 'Leave it out, or approve the loss in holdfast/<migration>.json and grant it with: holdfast guard permit --migration <migration>'
    end,
    schema = _object[1], table = _object[2], column = coalesce(_object[3], ''), constraint = 'holdfast_guard';
end
`,
};

/** Refuses what would take the guard itself off a table. */
const keep: GuardFunction = {
  name: "keep",
  parameters: "_object text[], _what text",
  returns: "void",
  body: `
begin
  raise exception using
    errcode = 'HF002',
    message = format('the guard on %s %s', holdfast_guard.shown(_object), _what),
    hint = 'Only its owner can remove the guard: holdfast guard print --remove',
    schema = _object[1], table = _object[2], constraint = 'holdfast_guard';
end
`,
};

/** A name as people read it: quoted only where it could be read as another one. */
const shown: GuardFunction = {
  name: "shown",
  parameters: "_parts text[]",
  returns: "text",
  body: `
begin
  return (
    select string_agg(case when part ~ '^[a-z_][a-z0-9_$]*$' then part else '"' || replace(part, '"', '""') || '"' end,
             '.' order by place)
      from unnest(_parts) with ordinality as each_part (part, place)
     where part is not null
  );
end
`,
};

/** Holds a permit to its migration at COMMIT: this very transaction must have recorded it. An older row would not do. */
const bind: GuardFunction = {
  name: "bind",
  parameters: "",
  returns: "trigger",
  body: `
begin
  if new.ledger_key is null or exists (
    select from holdfast_guard.recorded
     where key = new.ledger_key and xid = pg_current_xact_id() and began = transaction_timestamp()
  ) then
    return null;
  end if;
  raise exception using
    errcode = 'HF003',
    message = format('the permit for %s is for the migration %s, which this transaction did not record',
      holdfast_guard.shown(new.object), new.migration),
    hint = 'Run that migration with its migrator. For one that records in another transaction: holdfast guard permit --unbound',
    schema = new.object[1], table = new.object[2], column = coalesce(new.object[3], ''), constraint = 'holdfast_guard';
end
`,
};

export const permitFunctions: readonly GuardFunction[] = [usePermit, whyNoPermit, shown, refuse, keep, bind];
