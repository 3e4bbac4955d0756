-- Rows deleted by a function that is called
-- kind: rows deleted out of sight
-- finds: survival/rows-lost public.people at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);
create function purge() returns void language plpgsql as 'begin delete from people where age >= 18; end';

-- candidate
select purge();
