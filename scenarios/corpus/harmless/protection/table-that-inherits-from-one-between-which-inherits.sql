-- A table that inherits from one between, which inherits
-- kind: partitions

-- base
create table events (id integer primary key, at timestamptz not null);
create table clicks (page text, primary key (id)) inherits (events);

-- candidate
create table web_events () inherits (events);
--> statement-breakpoint
alter table clicks inherit web_events;
--> statement-breakpoint
alter table clicks no inherit events;
