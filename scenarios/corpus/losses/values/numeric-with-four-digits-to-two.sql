-- Rates with four digits cut to two
-- kind: numeric scale cut
-- finds: survival/values-altered public.rates.rate at 1

-- base
create table rates (id serial primary key, rate numeric(10,4) not null);

-- candidate
alter table rates alter column rate type numeric(10,2);
