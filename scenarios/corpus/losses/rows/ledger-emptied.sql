-- The ledger emptied
-- kind: ledger emptied
-- finds: ledger/rows-lost drizzle.__drizzle_migrations

-- base
create table notes (id serial primary key, author text not null, body text);
alter table notes enable row level security;
create policy own on notes using (author = current_user);

-- candidate
truncate drizzle.__drizzle_migrations;
