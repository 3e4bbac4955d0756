-- A generated column made a plain one
-- kind: added

-- base
create table items (id serial primary key, price integer not null check (price between 1 and 999), gross integer generated always as (price * 2) stored);

-- candidate
alter table items alter column gross drop expression;
