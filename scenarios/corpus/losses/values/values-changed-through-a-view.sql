-- Values changed through a view
-- kind: values overwritten
-- finds: survival/values-altered public.people.name at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);
create view names as select id, name from people;

-- candidate
update names set name = upper(name);
