-- A change of type whose USING gives NULL a value
-- kind: NULL overwritten
-- warns: survival/values-filled public.people.active at 1

-- base
create table people (id serial primary key, name text not null, active boolean);

-- candidate
alter table people alter column active type integer using coalesce(active::integer, 0);
