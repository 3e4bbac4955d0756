-- A text cut by a number that nobody reaches
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.people.name at 1

-- base
create table people (id serial primary key, name varchar(200) not null);

-- candidate
update people set name = left(name, 190);
