-- A faithful rebuild that forgets the grants
-- kind: grants lost
-- warns: protection/grants-lost public.people at 4

-- base
create table people (id serial primary key, name text not null, email text, age integer);
grant select on people to public;

-- candidate
create table people_new (like people including all);
--> statement-breakpoint
insert into people_new select * from people;
--> statement-breakpoint
alter sequence people_id_seq owned by people_new.id;
--> statement-breakpoint
drop table people;
--> statement-breakpoint
alter table people_new rename to people;
