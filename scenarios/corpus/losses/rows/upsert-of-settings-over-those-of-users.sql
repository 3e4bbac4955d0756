-- Settings inserted by an upsert, over those that users have set
-- kind: upsert over rows that are there
-- finds: survival/values-altered public.settings.value at 1

-- base
create table settings (key text primary key, value text not null);

-- candidate
insert into settings (key, value) values ('theme', 'light'), ('language', 'en')
  on conflict (key) do update set value = excluded.value;
