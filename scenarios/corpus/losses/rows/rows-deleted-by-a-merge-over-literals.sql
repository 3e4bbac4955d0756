-- Rows deleted by a MERGE over literals
-- kind: rows deleted
-- needs: 15
-- finds: survival/rows-lost public.o at 1

-- base
create table o (id serial primary key, status text not null);

-- candidate
merge into o using (values (7, 'x')) v(id, status) on o.id = v.id when matched then delete;
