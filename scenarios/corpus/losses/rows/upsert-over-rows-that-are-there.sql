-- An upsert over rows that are there
-- kind: upsert over rows that are there
-- finds: survival/values-altered public.people.name at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
insert into people (id, name) select id, 'unknown' from people on conflict (id) do update set name = excluded.name;
