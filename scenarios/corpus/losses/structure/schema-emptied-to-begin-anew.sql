-- The schema public dropped and made again, to begin anew
-- kind: table or schema dropped
-- finds: survival/table-lost public.orders at 1
-- finds: survival/table-lost public.people at 1
-- warns: protection/grants-lost public at 2
-- from: the usual answer to "relation already exists"

-- base
create table people (id serial primary key, name text not null);
create table orders (id serial primary key, person_id integer not null references people, total numeric(10,2));

-- candidate
drop schema public cascade;
--> statement-breakpoint
create schema public;
