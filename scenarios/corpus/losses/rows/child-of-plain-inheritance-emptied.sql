-- A child of plain inheritance emptied
-- kind: rows deleted
-- finds: survival/rows-lost public.clicks at 1

-- base
create table events (id integer primary key, at date);
create table clicks (x integer) inherits (events);

-- candidate
delete from clicks;
