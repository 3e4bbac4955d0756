-- A table dropped and created again, without its grants
-- kind: grants lost
-- finds: survival/rows-lost public.prices at 1
-- warns: protection/grants-lost public.prices at 1

-- base
create table prices (id integer primary key, price numeric(8,2) not null);
grant select, update on prices to public;

-- candidate
drop table prices;
--> statement-breakpoint
create table prices (id integer primary key, price numeric(8,2) not null);
