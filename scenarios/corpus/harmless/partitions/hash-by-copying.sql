-- A plain table made a hash-partitioned one, by copying all rows
-- kind: partitions
-- from: hatchet-dev/hatchet: partitions by modulus and remainder

-- base
create table lookups (external_id uuid primary key, tenant integer not null, payload jsonb);

-- candidate
create table lookups_new (external_id uuid primary key, tenant integer not null, payload jsonb) partition by hash (external_id);
--> statement-breakpoint
create table lookups_p0 partition of lookups_new for values with (modulus 2, remainder 0);
--> statement-breakpoint
create table lookups_p1 partition of lookups_new for values with (modulus 2, remainder 1);
--> statement-breakpoint
insert into lookups_new (external_id, tenant, payload) select external_id, tenant, payload from lookups;
--> statement-breakpoint
drop table lookups;
--> statement-breakpoint
alter table lookups_new rename to lookups;
