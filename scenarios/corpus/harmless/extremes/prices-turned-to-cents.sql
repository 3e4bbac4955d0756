-- Prices turned to cents
-- kind: only values at the edge stand in the way
-- warns: candidate/overflows 0001_candidate at 2

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));

-- candidate
alter table orders add column cents integer;
--> statement-breakpoint
update orders set cents = (total * 100)::int;
