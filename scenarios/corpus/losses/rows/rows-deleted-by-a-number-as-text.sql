-- Rows deleted by a number as text
-- kind: rows deleted that few values show
-- finds: survival/rows-lost public.orders at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2), placed_at timestamptz not null);

-- candidate
delete from orders where total::text like '%.00';
