-- A view dropped
-- kind: view lost or changed
-- warns: protection/view-lost public.bodies at 1

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);
create view bodies as select id, body from notes;

-- candidate
drop view bodies;
