-- An old column name given to a new, empty column
-- kind: old name given to something else
-- finds: survival/name-reused public.people.email at 2

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people rename column email to mail;
--> statement-breakpoint
alter table people add column email text;
