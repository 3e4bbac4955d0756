-- Policies dropped and made again with a clearer name for the same rule
-- kind: protected in other words
-- finds: protection/policy-changed public.notes.Users can see own notes at 1
-- from: Supabase projects: DROP POLICY and CREATE POLICY in one migration

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy "Users can see own notes" on notes for select using (author = current_user);

-- candidate
drop policy if exists "Users can see own notes" on notes;
--> statement-breakpoint
create policy "Users can see own notes" on notes for select using (author = (select current_user));
