-- A required column without default
-- kind: fails on the rows that are there
-- finds: candidate/failed public.people.country at 1
-- says: SQLSTATE 23502.*\d+ rows? of public\.people stands? in the way

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add column country text not null;
