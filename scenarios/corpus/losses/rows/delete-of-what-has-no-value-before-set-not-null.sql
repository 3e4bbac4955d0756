-- Rows deleted whose column is NULL, so that it can be required
-- kind: rows deleted
-- finds: survival/rows-lost public.people at 1

-- base
create table people (id serial primary key, name text not null, email text);

-- candidate
delete from people where email is null;
--> statement-breakpoint
alter table people alter column email set not null;
