-- A row inserted through the sequence of a seeded table
-- kind: added

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
insert into people (name) values ('system');
