-- An UPDATE whose condition holds for nearly all
-- kind: values overwritten
-- finds: survival/values-altered public.orders.status at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));

-- candidate
update orders set status = 'archived' where status <> 'open' or status <> 'paid';
