-- Values shifted by one row in a table without key
-- kind: values of other rows
-- finds: survival/values-altered public.log.at at 1

-- base
create table log (at timestamptz not null, level text, message text);

-- candidate
update log l set at = s.at from (select ctid as place, lead(at, 1, first) over (order by ctid) as at from (select ctid, at, min(at) over () as first from log) x) s where s.place = l.ctid;
