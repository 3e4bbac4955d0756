-- Measurements made whole numbers
-- kind: numeric to integer
-- finds: survival/values-altered public.samples.value at 1

-- base
create table samples (id serial primary key, value double precision not null check (value between -1000 and 1000));

-- candidate
alter table samples alter column value type bigint;
