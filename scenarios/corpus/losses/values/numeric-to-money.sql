-- Amounts with three digits made money, which has two
-- kind: numeric scale cut
-- finds: survival/values-altered public.bills.amount at 1
-- warns: candidate/overflows 0001_candidate at 1

-- base
create table bills (id serial primary key, amount numeric(9,3) not null);

-- candidate
alter table bills alter column amount type money;
