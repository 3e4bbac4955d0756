-- Values too long for a shorter varchar
-- kind: fails on the rows that are there
-- finds: candidate/failed public.people.name at 1
-- says: SQLSTATE 22001.*\d+ rows? of public\.people stands? in the way

-- base
create table people (id serial primary key, name varchar(40));

-- candidate
alter table people alter column name type varchar(20);
