-- Numeric widened with a small addition
-- kind: values overwritten
-- finds: survival/values-altered public.orders.total at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));

-- candidate
alter table orders alter column total type numeric(14,4) using total + 0.0001;
