-- Balances computed anew from entries, and 0 where there is none
-- kind: update from rows that are not there
-- finds: survival/values-altered public.accounts.balance at 1

-- base
create table accounts (id serial primary key, balance numeric(12,2) not null);
create table entries (id serial primary key, account_id integer not null references accounts, amount numeric(12,2) not null check (amount between 0 and 1000));

-- candidate
update accounts a set balance = coalesce((select sum(e.amount) from entries e where e.account_id = a.id), 0);
