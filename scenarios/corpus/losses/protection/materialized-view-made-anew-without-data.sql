-- A materialized view made anew WITH NO DATA
-- kind: unlogged, or without data
-- warns: protection/view-changed public.sums at 1
-- warns: protection/view-unpopulated public.sums at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));
create materialized view sums as select status, sum(total) from orders group by status;

-- candidate
drop materialized view sums;
--> statement-breakpoint
create materialized view sums as select status, sum(total), count(*) from orders group by status with no data;
