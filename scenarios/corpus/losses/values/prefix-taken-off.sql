-- A prefix taken off
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.people.email at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
update people set email = substr(email, 8) where email like 'mailto:%';
