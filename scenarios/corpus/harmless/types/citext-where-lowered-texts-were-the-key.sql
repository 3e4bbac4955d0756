-- Addresses made citext that were unique by their lowered text
-- kind: type widened
-- becomes: public.people.email converted public.people.email

-- base
create extension citext;
--> statement-breakpoint
create table people (id serial primary key, email varchar(60) not null);
--> statement-breakpoint
create unique index people_email_lower on people (lower(email));

-- candidate
alter table people alter column email type citext;
--> statement-breakpoint
create unique index people_email on people (email);
