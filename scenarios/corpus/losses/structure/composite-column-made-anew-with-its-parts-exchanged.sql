-- A composite made of two columns in the wrong order
-- kind: composite type changed
-- finds: survival/values-altered public.shops.place at 1

-- base
create type place as (street text, town text);
create table shops (id serial primary key, place place not null);

-- candidate
update shops set place = row((place).town, (place).street)::place;
