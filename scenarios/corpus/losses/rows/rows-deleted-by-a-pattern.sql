-- Rows deleted by a pattern
-- kind: rows deleted
-- finds: survival/rows-lost public.people at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
delete from people where email like '%@test.example';
