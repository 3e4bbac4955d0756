-- A column's grant revoked, and one of two privileges of a table
-- kind: grants lost
-- warns: protection/grants-lost public.people at 2
-- warns: protection/grants-lost public.people.salary at 1

-- base
create table people (id serial primary key, name text, salary integer);
grant select (name, salary) on people to public;
grant insert, delete on people to public;

-- candidate
revoke select (salary) on people from public;
--> statement-breakpoint
revoke delete on people from public;
