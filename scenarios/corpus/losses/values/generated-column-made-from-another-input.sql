-- A plain column dropped, and added as one that is generated from others
-- kind: generated column changed
-- finds: survival/column-lost public.lines.total at 1

-- base
create table lines (id serial primary key, price integer not null check (price between 1 and 9999),
  amount integer not null check (amount between 1 and 99), total integer not null);

-- candidate
alter table lines drop column total;
--> statement-breakpoint
alter table lines add column total integer generated always as (price * amount) stored;
