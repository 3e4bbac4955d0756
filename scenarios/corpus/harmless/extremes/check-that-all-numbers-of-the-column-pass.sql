-- A check that all numbers of the column pass
-- kind: only values at the edge stand in the way
-- warns: candidate/overflows public.orders at 1

-- base
create table orders (id serial primary key, status text not null, total numeric(10,2));

-- candidate
alter table orders add check (total < 100000000);
