-- Local times moved by the offset of a zone, in place
-- kind: time zone shifts
-- finds: survival/values-altered public.meetings.at at 1

-- base
create table meetings (id serial primary key, at timestamp not null);

-- candidate
update meetings set at = at at time zone 'Europe/Berlin' at time zone 'UTC';
