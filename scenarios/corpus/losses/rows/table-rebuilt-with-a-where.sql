-- A table rebuilt with a WHERE
-- kind: rows left out of a rebuild
-- finds: survival/rows-lost public.people at 4
-- warns: protection/sequence-lost public.people.id at 4

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
create table people_new (like people including all);
--> statement-breakpoint
insert into people_new select * from people where email is not null;
--> statement-breakpoint
alter table people_new alter column id drop default;
--> statement-breakpoint
drop table people;
--> statement-breakpoint
alter table people_new rename to people;
