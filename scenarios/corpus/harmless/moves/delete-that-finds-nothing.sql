-- A DELETE that finds nothing
-- kind: moved or rebuilt
-- warns: coverage/statement-without-rows 0001_candidate at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
delete from people where false;
