-- Seconds since 1970 that become instants
-- kind: changed in place
-- finds: survival/conversion-unproven public.accounts.expires_at at 1
-- from: ctrlplanedev/ctrlplane: account.expires_at, USING to_timestamp(expires_at)

-- base
create table accounts (id serial primary key, expires_at integer);

-- candidate
alter table accounts alter column expires_at set data type timestamptz using to_timestamp(expires_at);
