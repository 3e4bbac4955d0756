-- All rows of an address but the newest deleted, before a unique index
-- kind: duplicates merged
-- finds: survival/rows-lost public.people at 1

-- base
create table people (id serial primary key, email text not null check (email in ('a@example.org', 'b@example.org', 'A@example.org')), name text);

-- candidate
delete from people where id not in (select max(id) from people group by lower(email));
--> statement-breakpoint
create unique index people_email on people (lower(email));
