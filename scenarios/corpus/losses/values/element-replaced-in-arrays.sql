-- An element replaced in arrays
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.docs.tags at 1

-- base
create table docs (id serial primary key, doc jsonb not null, tags text[] not null default '{}', body text);

-- candidate
update docs set tags = array_replace(tags, 'old', 'new') where 'old' = any (tags);
