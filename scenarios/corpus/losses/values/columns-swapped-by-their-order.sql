-- A table rebuilt by INSERT … SELECT *, with its columns in another order
-- kind: columns swapped
-- finds: survival/values-altered public.places.latitude at 3
-- finds: survival/values-altered public.places.longitude at 3

-- base
create table places (id integer primary key, latitude real not null, longitude real not null);

-- candidate
create table places_new (id integer primary key, longitude real not null, latitude real not null);
--> statement-breakpoint
insert into places_new select * from places;
--> statement-breakpoint
drop table places;
--> statement-breakpoint
alter table places_new rename to places;
