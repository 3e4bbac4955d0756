-- Defaults merged over what documents hold, instead of below it
-- kind: jsonb rewritten
-- finds: survival/values-altered public.profiles.settings at 1

-- base
create table profiles (id serial primary key, settings jsonb not null);

-- candidate
update profiles set settings = settings || '{"theme": "light", "mails": true}' where jsonb_typeof(settings) = 'object';
