-- A primary key over other columns, the old one kept unique
-- kind: constraint lost or weakened
-- warns: protection/constraint-lost public.people.people_pkey at 1

-- base
create table people (id integer primary key, code uuid not null unique, name text);

-- candidate
alter table people drop constraint people_pkey;
--> statement-breakpoint
alter table people add unique (id);
--> statement-breakpoint
alter table people add primary key (code);
