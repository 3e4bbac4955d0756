-- A function that would delete rows, made and not called
-- kind: added

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
create function purge() returns void language sql as 'delete from people where age > 5';
