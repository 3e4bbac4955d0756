-- Nulls stripped from documents, which told "emptied" from "never set"
-- kind: jsonb rewritten
-- finds: survival/values-altered public.profiles.doc at 1

-- base
create table profiles (id serial primary key, doc jsonb not null);

-- candidate
update profiles set doc = jsonb_strip_nulls(doc);
