-- Instants cut to the time of day
-- kind: time cut
-- finds: survival/conversion-unproven public.alarms.at at 1
-- warns: candidate/overflows public.alarms.at at 1

-- base
create table alarms (id serial primary key, at timestamptz not null);

-- candidate
alter table alarms alter column at type time using at::time;
