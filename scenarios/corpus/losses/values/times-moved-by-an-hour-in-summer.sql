-- Times moved by an hour in summer
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.orders.placed_at at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2), placed_at timestamptz not null);

-- candidate
update orders set placed_at = placed_at + interval '1 hour' where placed_at between '2024-03-31' and '2024-10-27';
