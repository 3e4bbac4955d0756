-- A table dropped and created again
-- kind: table or schema dropped
-- finds: survival/rows-lost public.contacts at 1

-- base
create table contacts (id integer primary key, first_name text not null, last_name text not null);

-- candidate
drop table contacts;
--> statement-breakpoint
create table contacts (id integer primary key, first_name text not null, last_name text not null);
