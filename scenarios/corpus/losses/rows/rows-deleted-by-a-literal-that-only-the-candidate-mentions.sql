-- Rows deleted by a literal that only the candidate mentions
-- kind: rows deleted
-- finds: survival/rows-lost public.orders at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));

-- candidate
delete from orders where status = 'cancelled';
