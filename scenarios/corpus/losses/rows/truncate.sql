-- A table truncated
-- kind: truncate
-- finds: survival/rows-lost public.jobs at 1

-- base
create table jobs (id serial primary key, payload jsonb not null);

-- candidate
truncate table jobs;
