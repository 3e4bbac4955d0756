-- A key of documents renamed, which writes null where it is not
-- kind: jsonb rewritten
-- finds: survival/values-altered public.profiles.doc at 1

-- base
create table profiles (id serial primary key, doc jsonb not null);

-- candidate
update profiles set doc = doc - 'mail' || jsonb_build_object('email', doc -> 'mail') where jsonb_typeof(doc) = 'object';
