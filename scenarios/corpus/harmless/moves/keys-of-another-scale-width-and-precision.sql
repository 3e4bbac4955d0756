-- Keys of another scale, width and precision
-- kind: moved or rebuilt
-- becomes: public.lands.code converted public.lands.code
-- becomes: public.points.x converted public.points.x
-- becomes: public.prices.id converted public.prices.id

-- base
create table prices (id numeric(10,2) primary key, note text);
create table lands (code char(2) primary key, name text);
create table points (x real primary key, label text);

-- candidate
alter table prices alter id type numeric(12,4);
--> statement-breakpoint
alter table lands alter code type char(3);
--> statement-breakpoint
alter table points alter x type double precision;
