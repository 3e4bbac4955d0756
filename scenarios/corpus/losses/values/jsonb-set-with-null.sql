-- jsonb_set with NULL, which makes the whole document NULL
-- kind: jsonb rewritten
-- finds: survival/values-altered public.profiles.doc at 1

-- base
create table profiles (id serial primary key, doc jsonb, seen timestamptz);

-- candidate
update profiles set doc = jsonb_set(doc, '{seen}', to_jsonb(seen)) where jsonb_typeof(doc) = 'object';
