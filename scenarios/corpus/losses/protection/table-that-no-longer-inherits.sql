-- A table that no longer inherits
-- kind: partition detached or dropped
-- finds: survival/rows-detached public.events at 1

-- base
create table events (id integer primary key, at timestamptz not null);
create table clicks (page text, primary key (id)) inherits (events);

-- candidate
alter table clicks no inherit events;
