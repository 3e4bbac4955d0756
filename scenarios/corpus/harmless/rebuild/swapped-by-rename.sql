-- A copy with a new default swapped in by two renames, and the old table dropped
-- kind: rebuild
-- from: zero-downtime swaps: table, table_new, table_old

-- base
create table flags (name text primary key, enabled boolean not null);

-- candidate
create table flags_new (name text primary key, enabled boolean not null default false);
--> statement-breakpoint
insert into flags_new table flags;
--> statement-breakpoint
alter table flags rename to flags_old;
--> statement-breakpoint
alter table flags_new rename to flags;
--> statement-breakpoint
drop table flags_old;
--> statement-breakpoint
alter index flags_new_pkey rename to flags_pkey;
