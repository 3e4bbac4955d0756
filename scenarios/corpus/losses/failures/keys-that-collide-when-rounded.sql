-- Keys numbered by a rounded value, which collide
-- kind: fails on the rows that are there
-- finds: candidate/failed public.prices.amount at 1

-- base
create table prices (amount numeric(5,2) primary key check (amount between 0 and 99), label text);

-- candidate
alter table prices alter column amount type integer;
