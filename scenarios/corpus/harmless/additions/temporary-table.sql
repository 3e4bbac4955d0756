-- A temporary table
-- kind: added

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
create temporary table old_people on commit drop as select * from people;
--> statement-breakpoint
delete from old_people where age > 5;
--> statement-breakpoint
drop table old_people;
