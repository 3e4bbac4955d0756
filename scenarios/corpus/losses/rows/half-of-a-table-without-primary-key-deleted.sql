-- Half of a table without primary key deleted
-- kind: rows deleted
-- finds: survival/rows-lost public.log at 1

-- base
create table log (at timestamptz not null, level text, message text);

-- candidate
delete from log where ctid in (select ctid from log order by ctid limit (select count(*) / 2 from log));
