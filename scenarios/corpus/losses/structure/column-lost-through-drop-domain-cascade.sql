-- A column lost through DROP DOMAIN CASCADE
-- kind: dropped through CASCADE
-- finds: survival/column-lost public.people.email at 1

-- base
create domain mail as text check (value like '%@%');
create table people (id serial primary key, email mail);

-- candidate
drop domain mail cascade;
