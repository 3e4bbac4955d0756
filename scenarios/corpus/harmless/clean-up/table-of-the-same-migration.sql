-- A helper table made, filled, emptied and dropped within one migration
-- kind: clean-up
-- from: backfills that go by a helper table

-- base
create table orders (id serial primary key, customer text not null, total integer);

-- candidate
create table order_totals as select customer, sum(total) as total from orders group by customer;
--> statement-breakpoint
truncate order_totals;
--> statement-breakpoint
insert into order_totals select customer, count(*) from orders group by customer;
--> statement-breakpoint
delete from order_totals;
--> statement-breakpoint
drop table order_totals;
