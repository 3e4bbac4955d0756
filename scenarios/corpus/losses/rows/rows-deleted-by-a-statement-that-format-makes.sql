-- Rows deleted by a statement that format() makes
-- kind: rows deleted out of sight
-- finds: survival/rows-lost public.o at 1

-- base
create table o (id serial primary key, status text not null);

-- candidate
do $$ begin execute format('delete from %I where status = %L', 'o', 'gone'); end $$;
