-- A policy dropped
-- kind: policy lost
-- finds: protection/policy-lost public.notes.own at 1

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
drop policy own on notes;
