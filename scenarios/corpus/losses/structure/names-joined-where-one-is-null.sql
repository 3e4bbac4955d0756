-- Two names joined with ||, which is NULL where one of them is
-- kind: text split or joined
-- finds: survival/column-lost public.people.first_name at 3
-- finds: survival/column-lost public.people.last_name at 3

-- base
create table people (id serial primary key, first_name text not null, last_name text);

-- candidate
alter table people add column name text;
--> statement-breakpoint
update people set name = first_name || ' ' || last_name;
--> statement-breakpoint
alter table people drop column first_name, drop column last_name;
