-- A check that rows break
-- kind: fails on the rows that are there
-- finds: candidate/failed public.people at 1
-- says: SQLSTATE 23514.*\d+ rows of public\.people stand in the way

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add constraint adult check (age >= 18);
