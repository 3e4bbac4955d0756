-- A policy for all commands split into four of the same rule
-- kind: protected in other words
-- finds: protection/policy-lost public.notes.own at 1
-- warns: protection/policy-added public.notes.own_delete at 5
-- warns: protection/policy-added public.notes.own_insert at 3
-- warns: protection/policy-added public.notes.own_select at 2
-- warns: protection/policy-added public.notes.own_update at 4
-- from: Supabase projects: one policy for each command

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user) with check (author = current_user);

-- candidate
drop policy own on notes;
--> statement-breakpoint
create policy own_select on notes for select using (author = current_user);
--> statement-breakpoint
create policy own_insert on notes for insert with check (author = current_user);
--> statement-breakpoint
create policy own_update on notes for update using (author = current_user) with check (author = current_user);
--> statement-breakpoint
create policy own_delete on notes for delete using (author = current_user);
