-- Times truncated to the hour in place
-- kind: time cut
-- finds: survival/values-altered public.metrics.at at 1

-- base
create table metrics (id serial primary key, at timestamptz not null, value real);

-- candidate
update metrics set at = date_trunc('hour', at);
