-- A table rebuilt by CREATE TABLE AS, without one of its columns
-- kind: column left out of a rebuild
-- finds: survival/column-lost public.people.email at 2
-- warns: protection/constraint-lost public.people.people_pkey at 2

-- base
create table people (id integer primary key, name text not null, email text);

-- candidate
create table people_new as select id, name from people;
--> statement-breakpoint
drop table people;
--> statement-breakpoint
alter table people_new rename to people;
