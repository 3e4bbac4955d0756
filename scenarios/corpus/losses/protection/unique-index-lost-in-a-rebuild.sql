-- A unique index forgotten in a rebuild
-- kind: unique index lost
-- warns: protection/constraint-lost public.people.people_email at 3

-- base
create table people (id integer primary key, email text not null);
create unique index people_email on people (email);

-- candidate
create table people_new (id integer primary key, email text not null);
--> statement-breakpoint
insert into people_new select * from people;
--> statement-breakpoint
drop table people;
--> statement-breakpoint
alter table people_new rename to people;
