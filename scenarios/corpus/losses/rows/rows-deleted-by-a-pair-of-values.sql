-- Rows deleted by a pair of values
-- kind: rows deleted that few values show
-- finds: survival/rows-lost public.people at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
delete from people where (name, age) = ('Bob', 33);
