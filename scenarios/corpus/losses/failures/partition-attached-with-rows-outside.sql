-- A table attached as a partition with rows outside its bounds
-- kind: fails on the rows that are there
-- finds: candidate/failed public.readings_2025 at 1

-- base
create table readings (id bigint not null, day date not null) partition by range (day);
create table readings_2025 (id bigint not null, day date not null);

-- candidate
alter table readings attach partition readings_2025 for values from ('2025-01-01') to ('2026-01-01');
