-- Row-level security of a partition switched off
-- kind: row-level security lost
-- finds: protection/row-security-lost public.readings_old at 1

-- base
create table readings (id bigint, day date not null, value real, primary key (id, day)) partition by range (day);
create table readings_old partition of readings for values from (minvalue) to ('2025-01-01');
create table readings_new partition of readings for values from ('2025-01-01') to (maxvalue);
alter table readings_old enable row level security;
create policy few on readings_old using (value > 0);

-- candidate
alter table readings_old disable row level security;
