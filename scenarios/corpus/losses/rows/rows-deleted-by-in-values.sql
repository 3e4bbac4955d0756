-- Rows deleted by IN (VALUES …)
-- kind: rows deleted
-- finds: survival/rows-lost public.o at 1

-- base
create table o (id serial primary key, status text not null);

-- candidate
delete from o where status in (values ('a'), ('b'));
