-- A view dropped for a change of type and created again, without its grants
-- kind: grants lost
-- warns: protection/grants-lost public.names at 1

-- base
create table people (id serial primary key, name text not null, email text);
create view names as select id, name from people;
grant select on names to public;

-- candidate
drop view names;
--> statement-breakpoint
alter table people alter column name type varchar;
--> statement-breakpoint
create view names as select id, name from people;
