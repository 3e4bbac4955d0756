-- A parent and a child of plain inheritance altered
-- kind: moved or rebuilt
-- becomes: public.clicks.at renamed public.clicks.day
-- becomes: public.events.at renamed public.events.day

-- base
create table events (id integer primary key, at date);
create table clicks (x integer) inherits (events);

-- candidate
alter table events add column note text;
--> statement-breakpoint
alter table events rename column at to day;
