-- All keys made negative to make room
-- kind: key replaced
-- finds: survival/rows-lost public.products at 1

-- base
create table products (id serial primary key, name text not null);

-- candidate
update products set id = -id;
