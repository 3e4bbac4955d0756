-- A unique constraint that takes over an index which is there
-- kind: constraints
-- from: PostgreSQL documentation, ALTER TABLE: ADD CONSTRAINT … UNIQUE USING INDEX

-- base
create table accounts (id serial primary key, email text not null);
create unique index accounts_email_once on accounts (email);

-- candidate
alter table accounts add constraint accounts_email_key unique using index accounts_email_once;
