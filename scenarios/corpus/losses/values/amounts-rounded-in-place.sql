-- Amounts rounded in place
-- kind: values changed that few rows hold
-- finds: survival/values-altered public.orders.total at 1
-- warns: candidate/overflows 0001_candidate at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2), placed_at timestamptz not null);

-- candidate
update orders set total = round(total, 1) where total <> 'NaN';
