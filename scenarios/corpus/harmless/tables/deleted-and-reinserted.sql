-- Rows deleted and inserted again by one statement, with a new column
-- kind: tables
-- from: rewrites by WITH … DELETE … RETURNING

-- base
create table scores (player integer primary key, points integer not null);

-- candidate
alter table scores add column season integer default 1 not null;
--> statement-breakpoint
create temporary table taken as select player, points from scores;
--> statement-breakpoint
delete from scores;
--> statement-breakpoint
insert into scores (player, points) select player, points from taken;
