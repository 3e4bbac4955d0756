-- Jsonb 1.0 to 1
-- kind: jsonb rewritten
-- finds: survival/values-altered public.settings.doc at 1

-- base
create table settings (id serial primary key, doc jsonb);

-- candidate
update settings set doc = regexp_replace(doc::text, '(\d)\.0+\M', '\1', 'g')::jsonb;
