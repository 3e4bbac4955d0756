-- A table renamed that inherits
-- kind: partitions

-- base
create table events (id integer primary key, at timestamptz not null);
create table clicks (page text, primary key (id)) inherits (events);

-- candidate
alter table clicks rename to page_clicks;
--> statement-breakpoint
alter table events rename to happenings;
