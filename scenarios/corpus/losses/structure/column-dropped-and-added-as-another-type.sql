-- A column dropped and added as another type, where no cast was at hand
-- kind: rename written as drop and add
-- finds: survival/column-lost public.people.age at 1
-- from: what a schema push does with a change of type that it cannot cast

-- base
create table people (id serial primary key, name text not null, age text);

-- candidate
alter table people drop column age;
--> statement-breakpoint
alter table people add column age integer;
