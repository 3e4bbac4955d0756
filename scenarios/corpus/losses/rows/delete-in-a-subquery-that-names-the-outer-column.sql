-- A DELETE whose subquery means the outer column, since its own table has none of that name
-- kind: rows deleted
-- finds: survival/rows-lost public.orders at 1

-- base
create table orders (order_id serial primary key, total numeric(10,2));
create table stale_orders (id integer primary key, noted_at timestamptz);

-- candidate
delete from orders where order_id in (select order_id from stale_orders);
