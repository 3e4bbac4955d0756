-- Varchar cut with USING left()
-- kind: text cut
-- finds: survival/values-altered public.people.name at 1

-- base
create table people (id serial primary key, name varchar(40));

-- candidate
alter table people alter column name type varchar(20) using left(name, 20);
