-- A table rebuilt in another order of columns, the old one kept aside
-- kind: rebuild
-- from: guides on reordering columns

-- base
create table readings (id integer primary key, value double precision, sensor text not null);

-- candidate
alter table readings rename to readings_before;
--> statement-breakpoint
create table readings (sensor text not null, id integer primary key, value double precision);
--> statement-breakpoint
insert into readings (id, value, sensor) select id, value, sensor from readings_before;
