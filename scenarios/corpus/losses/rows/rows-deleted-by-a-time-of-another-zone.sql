-- Rows deleted by a time of another zone
-- kind: rows deleted that few values show
-- finds: survival/rows-lost public.orders at 1
-- warns: candidate/overflows 0001_candidate at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2), placed_at timestamptz not null);

-- candidate
delete from orders where (placed_at at time zone 'Europe/Berlin')::date = '2020-02-29';
