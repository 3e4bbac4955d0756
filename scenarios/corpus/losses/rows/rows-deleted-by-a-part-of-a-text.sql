-- Rows deleted by a part of a text
-- kind: rows deleted
-- finds: survival/rows-lost public.d at 1

-- base
create table d (id serial primary key, doc jsonb, tags text[], email text, note text);

-- candidate
delete from d where split_part(email, '@', 2) = 'example.org';
