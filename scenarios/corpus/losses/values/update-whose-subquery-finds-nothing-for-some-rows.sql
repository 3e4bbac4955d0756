-- An UPDATE whose subquery finds nothing for some rows
-- kind: update from rows that are not there
-- finds: survival/values-altered public.people.email at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);
create table profiles (person_id integer primary key references people, email text);

-- candidate
update people p set email = (select x.email from profiles x where x.person_id = p.id);
