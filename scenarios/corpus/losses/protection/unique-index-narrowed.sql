-- A unique index made anew for some rows only
-- kind: unique index lost
-- warns: protection/constraint-lost public.people.people_email at 1

-- base
create table people (id serial primary key, email text, active boolean not null);
create unique index people_email on people (email);

-- candidate
drop index people_email;
--> statement-breakpoint
create unique index people_email on people (email) where active;
