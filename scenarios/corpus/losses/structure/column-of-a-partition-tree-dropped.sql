-- A column of a partition tree dropped
-- kind: column dropped
-- finds: survival/column-lost public.readings.value at 1

-- base
create table readings (id bigint, day date not null, value real, primary key (id, day)) partition by range (day);
create table readings_old partition of readings for values from (minvalue) to ('2025-01-01');
create table readings_new partition of readings for values from ('2025-01-01') to (maxvalue);

-- candidate
alter table readings drop column value;
