-- A CHECK added NOT VALID and validated in the same release
-- kind: constraints
-- from: strong_migrations, "Adding a check constraint"

-- base
create table products (id serial primary key, price integer not null check (price > 0), name text);

-- candidate
alter table products add constraint price_not_negative check (price >= 0) not valid;
--> statement-breakpoint
alter table products validate constraint price_not_negative;
