-- A check dropped
-- kind: constraint lost or weakened
-- warns: protection/constraint-lost public.accounts.accounts_balance_check at 1

-- base
create table accounts (id serial primary key, balance numeric(12,2) not null check (balance >= 0));

-- candidate
alter table accounts drop constraint accounts_balance_check;
