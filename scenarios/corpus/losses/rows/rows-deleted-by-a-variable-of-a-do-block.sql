-- Rows deleted by a variable of a DO block
-- kind: rows deleted out of sight
-- finds: survival/rows-lost public.o at 1

-- base
create table o (id serial primary key, status text not null);

-- candidate
do $$ declare s text := 'gone'; begin delete from o where status = s; end $$;
