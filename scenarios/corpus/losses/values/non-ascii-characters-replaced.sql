-- Non-ASCII characters replaced
-- kind: text rewritten
-- finds: survival/values-altered public.people.name at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
update people set name = regexp_replace(name, '[^[:ascii:]]', '?', 'g');
