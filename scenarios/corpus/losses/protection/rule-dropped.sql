-- A rule dropped
-- kind: rule lost
-- warns: protection/rule-lost public.audit.keep at 1

-- base
create table audit (id integer primary key, what text);
create rule keep as on delete to audit do instead nothing;

-- candidate
drop rule keep on audit;
