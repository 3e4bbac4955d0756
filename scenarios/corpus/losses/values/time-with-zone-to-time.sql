-- Times with an offset made times without
-- kind: time zone shifts
-- finds: survival/values-altered public.openings.at at 1

-- base
create table openings (id serial primary key, at timetz not null);

-- candidate
alter table openings alter column at type time;
