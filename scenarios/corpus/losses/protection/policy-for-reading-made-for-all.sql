-- A policy for reading made one for all commands
-- kind: policy widened
-- finds: protection/policy-changed public.notes.readers at 1

-- base
create table notes (id serial primary key, author text not null);
alter table notes enable row level security;
create policy readers on notes for select using (true);

-- candidate
drop policy readers on notes;
--> statement-breakpoint
create policy readers on notes using (true);
