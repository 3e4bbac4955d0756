-- Texts brought to a normal form that takes letters for each other
-- kind: text rewritten
-- finds: survival/values-altered public.people.name at 1

-- base
create table people (id serial primary key, name text not null);

-- candidate
update people set name = normalize(name, NFKC);
