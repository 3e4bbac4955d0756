-- A plain table made the first partition of a tree under its name
-- kind: moved or rebuilt

-- base
create table events (id integer not null, day date not null, note text);

-- candidate
alter table events rename to events_first;
--> statement-breakpoint
create table events (id integer not null, day date not null, note text) partition by range (day);
--> statement-breakpoint
alter table events attach partition events_first default;
