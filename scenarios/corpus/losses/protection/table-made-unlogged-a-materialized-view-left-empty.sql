-- A table made UNLOGGED, a materialized view left empty
-- kind: unlogged, or without data
-- warns: protection/unlogged public.orders at 1
-- warns: protection/view-unpopulated public.sums at 2

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));
create materialized view sums as select status, sum(total) from orders group by status;

-- candidate
alter table orders set unlogged;
--> statement-breakpoint
refresh materialized view sums with no data;
