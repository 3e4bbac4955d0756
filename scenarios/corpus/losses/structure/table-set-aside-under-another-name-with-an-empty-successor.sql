-- A table set aside under another name with an empty successor
-- kind: old name given to something else
-- finds: survival/name-reused public.people at 2

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
alter table people rename to people_old;
--> statement-breakpoint
create table people (like people_old including all);
