-- A composite type's attribute dropped
-- kind: composite type changed
-- finds: survival/values-altered public.shops.address at 1

-- base
create type address as (street text, zip text);
create table shops (id serial primary key, address address, name text);

-- candidate
alter type address drop attribute zip cascade;
