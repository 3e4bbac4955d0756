-- Rows deleted by a sign that is not there
-- kind: rows deleted that few values show
-- finds: survival/rows-lost public.people at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
delete from people where position('@' in email) = 0;
