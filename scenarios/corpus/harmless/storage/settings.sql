-- Storage, statistics and fill factor of tables that are written often
-- kind: storage
-- from: histories that tune autovacuum for single tables

-- base
create table heartbeats (id serial primary key, at timestamptz not null, body text);

-- candidate
alter table heartbeats set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
alter table heartbeats alter column body set storage external;
--> statement-breakpoint
alter table heartbeats alter column at set statistics 500;
--> statement-breakpoint
alter table heartbeats replica identity full;
--> statement-breakpoint
create statistics heartbeats_at_body on at, body from heartbeats;
