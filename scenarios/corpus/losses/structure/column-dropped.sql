-- A column dropped that nobody reads any more
-- kind: column dropped
-- finds: survival/column-lost public.people.age at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people drop column age;
