-- A view made a security barrier, and one that asks as its caller
-- kind: views and functions
-- needs: 15
-- from: Supabase advisories on security_invoker

-- base
create table people (id serial primary key, name text not null, email text);
create view public_people as select id, name from people;

-- candidate
alter view public_people set (security_invoker = true);
--> statement-breakpoint
alter view public_people set (security_barrier = true);
