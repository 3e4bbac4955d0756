-- The partitions of the coming months made ahead
-- kind: partitions
-- from: hatchet-dev/hatchet: partitions made by day and by week

-- base
create table metrics (at date not null, name text not null, value double precision) partition by range (at);
create table metrics_before partition of metrics for values from (minvalue) to ('2026-01-01');
create table metrics_rest partition of metrics default;

-- candidate
alter table metrics detach partition metrics_rest;
--> statement-breakpoint
create table metrics_2026 partition of metrics for values from ('2026-01-01') to ('2027-01-01');
--> statement-breakpoint
insert into metrics select * from metrics_rest where at >= '2026-01-01' and at < '2027-01-01';
--> statement-breakpoint
delete from metrics_rest where at >= '2026-01-01' and at < '2027-01-01';
--> statement-breakpoint
alter table metrics attach partition metrics_rest default;
