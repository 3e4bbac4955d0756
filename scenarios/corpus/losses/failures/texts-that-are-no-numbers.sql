-- Texts that are no numbers
-- kind: fails on the rows that are there
-- finds: candidate/failed public.people.name at 1
-- says: SQLSTATE 22P02.*\d+ rows of public\.people stand in the way

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people alter column name type integer using name::integer;
