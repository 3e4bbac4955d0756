-- Numbers made yes or no
-- kind: numbers made to fit
-- finds: survival/values-altered public.products.stock at 1

-- base
create table products (id serial primary key, stock integer not null);

-- candidate
alter table products alter column stock type boolean using stock > 0;
