-- Rows deleted by the day of the week
-- kind: rows deleted that few values show
-- finds: survival/rows-lost public.orders at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2), placed_at timestamptz not null);

-- candidate
delete from orders where to_char(placed_at, 'ID') = '7';
