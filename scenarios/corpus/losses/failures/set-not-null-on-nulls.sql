-- SET NOT NULL on NULLs
-- kind: fails on the rows that are there
-- finds: candidate/failed public.people.email at 2
-- says: SQLSTATE 23502.*\d+ rows? of public\.people stands? in the way

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add column x integer;
--> statement-breakpoint
alter table people alter column email set not null;
