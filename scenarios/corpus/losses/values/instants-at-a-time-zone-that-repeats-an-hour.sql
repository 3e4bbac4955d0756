-- Instants made local times of a zone that repeats an hour
-- kind: time zone shifts
-- finds: survival/values-altered public.meetings.at at 1
-- warns: candidate/overflows public.meetings.at at 1

-- base
create table meetings (id serial primary key, at timestamptz not null);

-- candidate
alter table meetings alter column at type timestamp using at at time zone 'Europe/Berlin';
