-- A permissive policy besides the one that was there
-- kind: policy widened
-- warns: protection/policy-added public.notes.all_of_them at 1

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
create policy all_of_them on notes for select using (true);
