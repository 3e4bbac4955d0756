-- A policy widened under the same name
-- kind: policy widened
-- finds: protection/policy-changed public.notes.own at 1

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
drop policy own on notes;
--> statement-breakpoint
create policy own on notes using (true);
