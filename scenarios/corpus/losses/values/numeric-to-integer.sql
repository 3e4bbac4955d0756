-- Numeric to integer
-- kind: numeric to integer
-- finds: survival/values-altered public.orders.total at 1
-- warns: candidate/overflows 0001_candidate at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));

-- candidate
alter table orders alter column total type integer;
