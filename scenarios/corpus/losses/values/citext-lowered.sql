-- Citext lowered
-- kind: text rewritten
-- finds: survival/values-altered public.people.email at 1

-- base
create extension citext;
create table people (id serial primary key, email citext not null);

-- candidate
update people set email = lower(email::text);
