-- One status folded into another
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.orders.status at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2), placed_at timestamptz not null);

-- candidate
update orders set status = 'closed' where status in ('done', 'finished');
