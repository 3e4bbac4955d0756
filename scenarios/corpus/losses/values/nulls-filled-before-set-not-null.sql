-- NULLs filled before SET NOT NULL
-- kind: NULL overwritten
-- warns: survival/values-filled public.people.email at 1
-- becomes: public.people.email filled public.people.email

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
update people set email = coalesce(email, 'unknown');
--> statement-breakpoint
alter table people alter column email set not null;
