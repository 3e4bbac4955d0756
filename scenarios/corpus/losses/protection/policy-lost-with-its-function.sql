-- A policy lost with the function that it calls, through CASCADE
-- kind: policy lost
-- finds: protection/policy-lost public.notes.own at 1

-- base
create table notes (id serial primary key, author text not null);
create function may(who text) returns boolean language sql stable as 'select who = current_user';
alter table notes enable row level security;
create policy own on notes using (may(author));

-- candidate
drop function may(text) cascade;
