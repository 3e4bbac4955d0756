-- A key dropped and numbered again
-- kind: key replaced
-- finds: survival/column-lost public.people.id at 1

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people drop column id;
--> statement-breakpoint
alter table people add column id serial primary key;
