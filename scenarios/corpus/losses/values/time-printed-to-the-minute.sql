-- Times printed into texts, to the minute
-- kind: time cut
-- finds: survival/values-altered public.visits.at at 1
-- warns: candidate/overflows public.visits.at at 1

-- base
create table visits (id serial primary key, at timestamp not null);

-- candidate
alter table visits alter column at type text using to_char(at, 'YYYY-MM-DD HH24:MI');
