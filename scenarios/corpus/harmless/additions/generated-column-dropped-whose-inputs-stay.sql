-- A generated column dropped, whose inputs stay
-- kind: added
-- warns: survival/generation-changed public.items.gross at 1
-- becomes: public.items.gross lost public.items.null

-- base
create table items (id serial primary key, price integer not null check (price between 1 and 999), gross integer generated always as (price * 2) stored);

-- candidate
alter table items drop column gross;
