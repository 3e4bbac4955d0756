-- Intervals justified
-- kind: interval rewritten
-- finds: survival/values-altered public.jobs.every at 1

-- base
create table jobs (id serial primary key, every interval not null);

-- candidate
update jobs set every = justify_interval(every);
