-- Cents made units by a division of integers
-- kind: numeric to integer
-- finds: survival/values-altered public.orders.total at 1

-- base
create table orders (id serial primary key, total integer not null);

-- candidate
update orders set total = total / 100;
