-- Letters taken for others
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.people.name at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
update people set name = translate(name, 'äöüß', 'aous');
