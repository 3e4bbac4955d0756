-- Rows deleted in a CTE of a harmless SELECT
-- kind: rows deleted out of sight
-- finds: survival/rows-lost public.orders at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));

-- candidate
with gone as (delete from orders where total > 100 returning id) select count(*) from gone;
