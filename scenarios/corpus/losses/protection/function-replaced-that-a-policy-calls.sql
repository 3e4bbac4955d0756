-- A function replaced that a policy calls
-- kind: policy widened
-- finds: protection/policy-changed public.notes.own at 1
-- says: public\.may has another source

-- base
create function may(who text) returns boolean language sql stable as 'select who = current_user';
create table notes (id serial primary key, author text not null);
alter table notes enable row level security;
create policy own on notes using (may(author));

-- candidate
create or replace function may(who text) returns boolean language sql stable as 'select true';
