-- Text to citext, a domain to its type, boolean to integer
-- kind: type widened
-- becomes: public.people.name converted public.people.name
-- becomes: public.people.email converted public.people.email
-- becomes: public.people.active converted public.people.active

-- base
create domain mail as text check (length(value) < 4000);
create table people (id serial primary key, name text not null, email mail, active boolean not null);

-- candidate
create extension citext;
--> statement-breakpoint
alter table people alter column name type citext, alter column email type text;
--> statement-breakpoint
alter table people alter column active type integer using active::integer;
