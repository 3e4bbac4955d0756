-- A unique index made anew as a plain one
-- kind: unique index lost
-- warns: protection/constraint-lost public.people.people_email at 1

-- base
create table people (id serial primary key, email text);
create unique index people_email on people (email);

-- candidate
drop index people_email;
--> statement-breakpoint
create index people_email on people (email);
