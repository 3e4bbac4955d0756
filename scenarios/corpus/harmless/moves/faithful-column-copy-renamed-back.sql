-- A faithful column copy renamed back
-- kind: moved or rebuilt
-- becomes: public.people.email converted public.people.email

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add column copy varchar;
--> statement-breakpoint
update people set copy = email;
--> statement-breakpoint
alter table people drop column email;
--> statement-breakpoint
alter table people rename column copy to email;
