-- A table rebuilt as UNLOGGED, to be quick
-- kind: unlogged, or without data
-- warns: protection/unlogged public.events at 4

-- base
create table events (id integer primary key, body text);

-- candidate
create unlogged table events_new (id bigint primary key, body text);
--> statement-breakpoint
insert into events_new select * from events;
--> statement-breakpoint
drop table events;
--> statement-breakpoint
alter table events_new rename to events;
