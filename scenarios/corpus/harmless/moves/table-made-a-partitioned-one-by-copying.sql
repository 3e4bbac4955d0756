-- A table made a partitioned one by copying
-- kind: moved or rebuilt

-- base
create table events (id bigint not null, day date not null, note text, primary key (id, day));

-- candidate
create table events_new (id bigint not null, day date not null, note text, primary key (id, day)) partition by range (day);
--> statement-breakpoint
create table events_all partition of events_new default;
--> statement-breakpoint
insert into events_new select * from events;
--> statement-breakpoint
drop table events;
--> statement-breakpoint
alter table events_new rename to events;
