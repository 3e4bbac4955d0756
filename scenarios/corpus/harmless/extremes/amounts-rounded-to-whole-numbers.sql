-- Amounts rounded to whole numbers
-- kind: only values at the edge stand in the way
-- warns: candidate/overflows 0001_candidate at 2

-- base
create table orders (id serial primary key, total numeric(6,2));

-- candidate
alter table orders add column whole integer;
--> statement-breakpoint
update orders set whole = round(total);
