-- A table rebuilt by an inner join, which leaves out rows without a partner
-- kind: rows left out of a rebuild
-- finds: survival/rows-lost public.orders at 3

-- base
create table customers (id integer primary key, name text not null);
create table orders (id integer primary key, customer_id integer references customers, total numeric(10,2));

-- candidate
create table orders_new (id integer primary key, customer_id integer references customers, customer_name text, total numeric(10,2));
--> statement-breakpoint
insert into orders_new select o.id, o.customer_id, c.name, o.total from orders o join customers c on c.id = o.customer_id;
--> statement-breakpoint
drop table orders;
--> statement-breakpoint
alter table orders_new rename to orders;
