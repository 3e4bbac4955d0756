-- Rows deleted by a function that the candidate makes and drops
-- kind: rows deleted out of sight
-- finds: survival/rows-lost public.people at 2

-- base
create table people (id serial primary key, name text not null, email text, age integer);

-- candidate
create function purge() returns void language sql as 'delete from people where email is null';
--> statement-breakpoint
select purge();
--> statement-breakpoint
drop function purge();
