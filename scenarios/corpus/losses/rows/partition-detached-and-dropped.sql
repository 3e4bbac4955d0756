-- A partition detached and dropped
-- kind: partition detached or dropped
-- finds: survival/rows-lost public.readings at 1

-- base
create table readings (id bigint, day date not null, value real, primary key (id, day)) partition by range (day);
create table readings_old partition of readings for values from (minvalue) to ('2025-01-01');
create table readings_new partition of readings for values from ('2025-01-01') to (maxvalue);

-- candidate
alter table readings detach partition readings_old;
--> statement-breakpoint
drop table readings_old;
