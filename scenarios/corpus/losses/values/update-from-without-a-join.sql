-- An UPDATE … FROM that forgets to join, so that all rows get the values of one
-- kind: update from rows that are not there
-- finds: survival/values-altered public.orders.currency at 1

-- base
create table customers (id serial primary key, currency char(3) not null);
create table orders (id serial primary key, customer_id integer not null references customers, currency char(3) not null);

-- candidate
update orders set currency = c.currency from customers c where c.id > 0;
