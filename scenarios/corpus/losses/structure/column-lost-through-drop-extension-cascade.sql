-- A column lost through DROP EXTENSION CASCADE
-- kind: dropped through CASCADE
-- finds: survival/column-lost public.people.email at 1

-- base
create extension citext;
create table people (id serial primary key, email citext);

-- candidate
drop extension citext cascade;
