-- A name split at the first space into two columns
-- kind: text split or joined
-- finds: survival/column-lost public.people.name at 3

-- base
create table people (id serial primary key, name text not null);

-- candidate
alter table people add column first_name text, add column last_name text;
--> statement-breakpoint
update people set first_name = split_part(name, ' ', 1), last_name = split_part(name, ' ', 2);
--> statement-breakpoint
alter table people drop column name;
