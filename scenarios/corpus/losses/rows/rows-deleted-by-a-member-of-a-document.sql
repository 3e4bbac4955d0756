-- Rows deleted by a member of a document
-- kind: rows deleted
-- finds: survival/rows-lost public.d at 1

-- base
create table d (id serial primary key, doc jsonb, tags text[], email text, note text);

-- candidate
delete from d where doc->>'status' = 'old';
