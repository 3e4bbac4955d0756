-- Rows deleted by a search for words
-- kind: rows deleted that few values show
-- finds: survival/rows-lost public.docs at 1

-- base
create table docs (id serial primary key, doc jsonb not null, tags text[] not null default '{}', body text);

-- candidate
delete from docs where to_tsvector('english', body) @@ to_tsquery('english', 'casino');
