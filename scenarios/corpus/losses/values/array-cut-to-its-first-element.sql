-- Arrays cut to their first element
-- kind: array changed
-- finds: survival/values-altered public.products.images at 1

-- base
create table products (id serial primary key, images text[]);

-- candidate
alter table products alter column images type text using images[1];
