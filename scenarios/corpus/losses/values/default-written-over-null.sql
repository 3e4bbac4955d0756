-- A new default, written over the NULLs that meant "not known"
-- kind: NULL overwritten
-- warns: survival/values-filled public.people.newsletter at 2

-- base
create table people (id serial primary key, name text not null, newsletter boolean);

-- candidate
alter table people alter column newsletter set default false;
--> statement-breakpoint
update people set newsletter = default where newsletter is null;
