-- A copy that is made before the values and renamed back
-- kind: copy that is not whole
-- finds: survival/column-lost public.people.email at 3

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people add column copy text;
--> statement-breakpoint
update people set copy = email where age > 30;
--> statement-breakpoint
alter table people drop column email;
--> statement-breakpoint
alter table people rename column copy to email;
