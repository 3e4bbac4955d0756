-- Another expression for a generated column
-- kind: generated column changed
-- needs: 17
-- warns: survival/generation-changed public.lines.gross at 1
-- from: ALTER COLUMN … SET EXPRESSION, of PostgreSQL 17

-- base
create table lines (id serial primary key, net integer not null check (net between 1 and 9999),
  gross integer generated always as (net * 119 / 100) stored);

-- candidate
alter table lines alter column gross set expression as (net * 120 / 100);
