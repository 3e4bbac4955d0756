-- A policy altered
-- kind: policy widened
-- finds: protection/policy-changed public.notes.own at 1

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
alter policy own on notes using (author = current_user or body is null);
