-- A rebuild that forgets what is required, what is unique and what is checked
-- kind: constraint lost or weakened
-- warns: protection/constraint-lost public.people.people_age_check at 2
-- warns: protection/constraint-lost public.people.people_email_key at 2
-- warns: protection/constraint-lost public.people.people_pkey at 2

-- base
create table people (id integer primary key, email text not null unique, age integer check (age >= 0));

-- candidate
create table people_new as table people;
--> statement-breakpoint
drop table people;
--> statement-breakpoint
alter table people_new rename to people;
