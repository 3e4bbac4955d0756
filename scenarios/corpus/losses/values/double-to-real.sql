-- Double to real
-- kind: double to real
-- finds: survival/values-altered public.points.x at 1
-- warns: candidate/overflows public.points.x at 1

-- base
create table points (id serial primary key, x double precision);

-- candidate
alter table points alter column x type real;
