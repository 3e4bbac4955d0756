-- NULL made the empty text
-- kind: NULL and the empty text confused
-- warns: survival/values-filled public.people.nickname at 1

-- base
create table people (id serial primary key, name text not null, nickname text);

-- candidate
update people set nickname = '' where nickname is null;
