-- Names with their first letters in capitals
-- kind: text rewritten
-- finds: survival/values-altered public.people.name at 1

-- base
create table people (id serial primary key, name text not null);

-- candidate
update people set name = initcap(name);
