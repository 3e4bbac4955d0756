-- Rows without a key doubled
-- kind: rows multiplied
-- warns: survival/rows-multiplied public.log at 1

-- base
create table log (at timestamptz not null, message text);

-- candidate
insert into log select * from log;
