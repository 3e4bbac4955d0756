-- A row deleted that another table still points at
-- kind: fails on the rows that are there
-- finds: candidate/failed public.orders.customer_id at 1

-- base
create table customers (id serial primary key, name text not null);
create table orders (id serial primary key, customer_id integer not null references customers);

-- candidate
delete from customers where id % 2 = 0;
