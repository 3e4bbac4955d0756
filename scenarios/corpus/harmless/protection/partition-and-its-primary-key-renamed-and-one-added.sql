-- A partition and its primary key renamed, and one added
-- kind: partitions

-- base
create table readings (id bigint primary key, value real) partition by range (id);
create table readings_old partition of readings for values from (minvalue) to (1000000);

-- candidate
alter table readings_old rename to readings_past;
--> statement-breakpoint
create table readings_more partition of readings for values from (1000000) to (maxvalue);
