-- A domain given up for a type with fewer digits
-- kind: domain exchanged
-- finds: survival/values-altered public.items.weight at 1

-- base
create domain weight as numeric(10,3) check (value >= 0);
create table items (id serial primary key, weight weight not null);

-- candidate
alter table items alter column weight type numeric(10,1);
