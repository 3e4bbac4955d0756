-- A generated column added, dropped and added again
-- kind: added

-- base
create table items (id serial primary key, price integer not null check (price between 1 and 999), gross integer generated always as (price * 2) stored);

-- candidate
alter table items add column net integer generated always as (price * 3) stored;
--> statement-breakpoint
alter table items drop column gross;
--> statement-breakpoint
alter table items add column gross integer generated always as (price * 2) stored;
