-- A number made a time, for which there is no cast
-- kind: time cut
-- finds: survival/conversion-unproven public.calls.at at 1

-- base
create table calls (id serial primary key, at integer not null);

-- candidate
alter table calls alter column at type timestamptz using to_timestamp(at);
