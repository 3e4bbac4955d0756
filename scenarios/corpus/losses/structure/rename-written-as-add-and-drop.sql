-- A rename written as add and drop
-- kind: rename written as drop and add
-- finds: survival/column-lost public.people.email at 2

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add column mail text;
--> statement-breakpoint
alter table people drop column email;
