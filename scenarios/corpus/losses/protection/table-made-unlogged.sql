-- A table made UNLOGGED for a backfill, and left so
-- kind: unlogged, or without data
-- warns: protection/unlogged public.people at 1

-- base
create table people (id serial primary key, name text not null);

-- candidate
alter table people set unlogged;
--> statement-breakpoint
alter table people add column initial char(1);
--> statement-breakpoint
update people set initial = left(name, 1);
