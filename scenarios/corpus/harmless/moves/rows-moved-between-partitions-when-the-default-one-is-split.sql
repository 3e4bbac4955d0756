-- Rows moved between partitions when the default one is split
-- kind: moved or rebuilt

-- base
create table readings (id bigint, day date not null, value real, primary key (id, day)) partition by range (day);
create table readings_old partition of readings for values from (minvalue) to ('2025-01-01');
create table readings_rest partition of readings default;

-- candidate
alter table readings detach partition readings_rest;
--> statement-breakpoint
create table readings_2025 partition of readings for values from ('2025-01-01') to ('2026-01-01');
--> statement-breakpoint
insert into readings select * from readings_rest where day < '2026-01-01';
--> statement-breakpoint
delete from readings_rest where day < '2026-01-01';
--> statement-breakpoint
alter table readings attach partition readings_rest default;
