-- Rows taken aside, the table emptied and filled again with all of them
-- kind: tables
-- from: rewrites of a table in another physical order, in one transaction

-- base
create table places (id integer primary key, name text not null, rank integer);

-- candidate
create temporary table places_aside as select * from places;
--> statement-breakpoint
truncate places;
--> statement-breakpoint
insert into places (id, name, rank) select id, name, rank from places_aside order by rank, id;
--> statement-breakpoint
drop table places_aside;
