-- A parent emptied without ONLY, and with it what inherits from it
-- kind: rows deleted
-- finds: survival/rows-lost public.clicks at 1
-- finds: survival/rows-lost public.events at 1

-- base
create table events (id integer primary key, at date);
create table clicks (page text) inherits (events);

-- candidate
delete from events;
