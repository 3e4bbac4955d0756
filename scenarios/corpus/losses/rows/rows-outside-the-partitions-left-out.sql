-- A table made a partitioned one, with the rows that its partitions take
-- kind: rows left out of a rebuild
-- finds: survival/rows-lost public.events at 4

-- base
create table events (id bigint not null, day date not null, note text, primary key (id, day));

-- candidate
create table events_new (id bigint not null, day date not null, note text, primary key (id, day)) partition by range (day);
--> statement-breakpoint
create table events_2020s partition of events_new for values from ('2020-01-01') to ('2030-01-01');
--> statement-breakpoint
insert into events_new select * from events where day >= '2020-01-01' and day < '2030-01-01';
--> statement-breakpoint
drop table events;
--> statement-breakpoint
alter table events_new rename to events;
