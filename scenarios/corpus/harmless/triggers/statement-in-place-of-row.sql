-- A row trigger replaced by a statement trigger that does the same at once
-- kind: triggers
-- warns: protection/trigger-changed public.sessions.keep_deleted at 2
-- from: hashicorp/boundary, 91/04_insert_session_delete_on_statement

-- base
create table sessions (public_id text primary key, state text);
create table sessions_deleted (public_id text primary key, delete_time timestamptz not null);
create function keep_deleted() returns trigger language plpgsql as
  'begin insert into sessions_deleted values (old.public_id, now()) on conflict do nothing; return old; end';
create trigger keep_deleted after delete on sessions for each row execute function keep_deleted();

-- candidate
create function keep_all_deleted() returns trigger language plpgsql as $$
begin
  insert into sessions_deleted select public_id, now() from old_table on conflict do nothing;
  return null;
end
$$;
--> statement-breakpoint
drop trigger keep_deleted on sessions;
--> statement-breakpoint
create trigger keep_deleted after delete on sessions
  referencing old table as old_table for each statement execute function keep_all_deleted();
