-- A domain exchanged for a coarser one
-- kind: domain exchanged
-- finds: survival/values-altered public.products.price at 1

-- base
create domain price as numeric(10,2);
create domain rounded as numeric(10,0);
create table products (id serial primary key, price price);

-- candidate
alter table products alter column price type rounded;
