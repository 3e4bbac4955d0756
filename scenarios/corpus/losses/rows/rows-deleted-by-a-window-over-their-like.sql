-- Rows deleted by a window over their like
-- kind: rows deleted that few values show
-- finds: survival/rows-lost public.orders at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2), placed_at timestamptz not null);

-- candidate
delete from orders where id in (select id from (select id, row_number() over (partition by status order by id desc) as n from orders) x where n > 3);
