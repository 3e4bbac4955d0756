-- Rows deleted by an element of an array
-- kind: rows deleted
-- finds: survival/rows-lost public.d at 1

-- base
create table d (id serial primary key, doc jsonb, tags text[], email text, note text);

-- candidate
delete from d where 'spam' = any(tags);
