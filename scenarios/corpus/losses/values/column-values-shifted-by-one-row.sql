-- A column's values shifted by one row
-- kind: values of other rows
-- finds: survival/values-altered public.people.name at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
update people p set name = s.name from (select id, lag(name, 1, name) over (order by id) as name from people) s where s.id = p.id;
