-- A column moved to another name by copying
-- kind: moved or rebuilt
-- becomes: public.people.email moved public.people.mail

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add column mail text;
--> statement-breakpoint
update people set mail = email;
--> statement-breakpoint
alter table people drop column email;
