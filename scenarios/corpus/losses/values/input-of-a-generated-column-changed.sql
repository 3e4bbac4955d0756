-- The input of a generated column changed
-- kind: generated column changed
-- finds: survival/values-altered public.items.price at 1
-- warns: survival/generation-changed public.items.gross at 1

-- base
create table items (id serial primary key, price integer not null check (price between 1 and 999),
  gross integer generated always as (price * 2) stored);

-- candidate
update items set price = price % 900 + 1;
