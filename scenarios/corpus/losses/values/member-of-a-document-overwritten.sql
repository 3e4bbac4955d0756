-- A member of a document overwritten
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.docs.doc at 1

-- base
create table docs (id serial primary key, doc jsonb not null, tags text[] not null default '{}', body text);

-- candidate
update docs set doc = jsonb_set(doc, '{address,city}', '""') where doc #>> '{address,city}' is not null;
