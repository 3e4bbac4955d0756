-- Intervals made a number of days
-- kind: time cut
-- finds: survival/values-altered public.plans.lasts at 1

-- base
create table plans (id serial primary key, lasts interval not null);

-- candidate
alter table plans alter column lasts type text using extract(day from lasts)::text;
