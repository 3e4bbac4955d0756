-- A view that reads as its owner again, because its replacement does not say otherwise
-- kind: view lost or changed
-- needs: 15
-- warns: protection/view-changed public.bodies at 1
-- says: security_invoker is off

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);
create view bodies with (security_invoker = true) as select id, body from notes;

-- candidate
create or replace view bodies as select id, body from notes;
