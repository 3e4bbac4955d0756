-- Rows deleted by their age
-- kind: rows deleted
-- finds: survival/rows-lost public.log at 1

-- base
create table log (at timestamptz not null, level text, message text);

-- candidate
delete from log where at < now() - interval '1 year';
