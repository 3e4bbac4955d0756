-- Addresses made citext under a unique key, where two differ by their case
-- kind: uniqueness by another comparison
-- finds: candidate/failed public.people.email at 1

-- base
create extension citext;
create table people (id serial primary key, email text not null unique);

-- candidate
alter table people alter column email type citext;
