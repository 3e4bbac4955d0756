-- Rows multiplied by a join in a rebuild
-- kind: rows multiplied
-- warns: protection/constraint-lost public.people.people_pkey at 2
-- warns: survival/rows-multiplied public.people at 2

-- base
create table people (id integer primary key, name text);
create table tags (id serial primary key, label text);

-- candidate
create table people2 as select people.* from people cross join (select from tags limit 2) as twice;
--> statement-breakpoint
drop table people;
--> statement-breakpoint
alter table people2 rename to people;
