-- Equal rows of a table without key made one
-- kind: duplicates merged
-- finds: survival/rows-lost public.clicks at 2

-- base
create table clicks (page text not null check (page in ('home', 'help')), user_id smallint not null check (user_id between 1 and 5));

-- candidate
create temporary table clicks_once on commit drop as select distinct * from clicks;
--> statement-breakpoint
delete from clicks;
--> statement-breakpoint
insert into clicks select * from clicks_once;
