-- Rows deleted by a function's argument
-- kind: rows deleted out of sight
-- finds: survival/rows-lost public.o at 1

-- base
create table o (id serial primary key, status text not null);
create function purge(s text) returns void language sql as 'delete from o where status = s';

-- candidate
select purge('gone');
