-- A table created, filled and dropped in the candidate
-- kind: added

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
create table scratch as select * from people;
--> statement-breakpoint
update scratch set name = 'x';
--> statement-breakpoint
drop table scratch;
