-- A foreign key over rows that point at nothing
-- kind: fails on the rows that are there
-- finds: candidate/failed public.letters.person_id at 1
-- says: SQLSTATE 23503.*\d+ rows of public\.letters stand in the way

-- base
create table people (id serial primary key, name text not null, email text, age integer);
create table letters (id serial primary key, person_id integer);

-- candidate
alter table letters add foreign key (person_id) references people;
