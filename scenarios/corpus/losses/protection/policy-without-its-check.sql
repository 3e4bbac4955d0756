-- A policy made anew without its WITH CHECK
-- kind: policy widened
-- finds: protection/policy-changed public.notes.own at 1

-- base
create table notes (id serial primary key, author text not null, public boolean not null);
alter table notes enable row level security;
create policy own on notes using (public or author = current_user) with check (author = current_user);

-- candidate
drop policy own on notes;
--> statement-breakpoint
create policy own on notes using (public or author = current_user);
