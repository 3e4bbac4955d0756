-- 0 taken for nothing
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.people.age at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
update people set age = nullif(age, 0);
