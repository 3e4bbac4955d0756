-- A DELETE whose AND binds before its OR
-- kind: rows deleted
-- finds: survival/rows-lost public.orders at 1

-- base
create table orders (id serial primary key, status text not null, paid boolean not null);

-- candidate
delete from orders where status = 'draft' or status = 'abandoned' and not paid;
