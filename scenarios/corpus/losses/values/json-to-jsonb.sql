-- Json to jsonb
-- kind: json to jsonb
-- warns: survival/duplicate-keys-lost public.settings.doc at 1
-- becomes: public.settings.doc converted public.settings.doc

-- base
create table settings (id serial primary key, doc json);

-- candidate
alter table settings alter column doc type jsonb;
