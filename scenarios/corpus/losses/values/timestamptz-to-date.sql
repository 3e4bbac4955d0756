-- Timestamptz to date
-- kind: time cut
-- finds: survival/values-altered public.log.at at 1

-- base
create table log (at timestamptz not null, level text, message text);

-- candidate
alter table log alter column at type date;
