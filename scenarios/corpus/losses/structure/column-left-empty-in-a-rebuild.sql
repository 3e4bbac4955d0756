-- A table rebuilt with all of its columns, one of which the INSERT leaves out
-- kind: column left out of a rebuild
-- finds: survival/column-lost public.people.email at 3

-- base
create table people (id integer primary key, name text not null, email text);

-- candidate
create table people_new (id integer primary key, name text not null, email text);
--> statement-breakpoint
insert into people_new (id, name) select id, name from people;
--> statement-breakpoint
drop table people;
--> statement-breakpoint
alter table people_new rename to people;
