-- Double to real, in bounds that both hold
-- kind: double to real
-- finds: survival/values-altered public.places.longitude at 1
-- warns: candidate/overflows public.places.longitude at 1

-- base
create table places (id serial primary key, longitude double precision check (longitude between -180 and 180));

-- candidate
alter table places alter column longitude type real;
